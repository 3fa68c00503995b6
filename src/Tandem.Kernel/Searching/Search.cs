using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Searching;

/// <summary>One thing found: where it is, what it is called, its kind (a key of the words, as <c>search.work-item</c>).</summary>
public sealed record Found(string Kind, string Name, string? Detail, string Href);

/// <summary>A module's own things by name; answers at most <paramref name="limit"/>, best first.</summary>
public interface ISearch
{
    Task<IReadOnlyList<Found>> FindAsync(string text, int limit, CancellationToken cancel);
}

/// <summary>Finds things of every module by name; what the palette (Ctrl K) asks.</summary>
internal static class Search
{
    private const int PerModule = 8;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/search", async (string? q, IEnumerable<ISearch> sources, CancellationToken cancel) =>
    {
        var found = new List<Found>();
        if (!string.IsNullOrWhiteSpace(q))
            foreach (var source in sources) found.AddRange(await source.FindAsync(q.Trim(), PerModule, cancel));
        return new Page<Found>(found);
    }).WithTags("Search");
}
