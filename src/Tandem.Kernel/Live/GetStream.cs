using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Tandem.Kernel.Actors;

namespace Tandem.Kernel.Live;

/// <summary>Server-sent events of the workspace: <c>{kind,id,version}</c> only.</summary>
internal static class GetStream
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/stream", (LiveHub hub, ActorScope actor, IHostApplicationLifetime life, CancellationToken cancel) =>
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        return TypedResults.ServerSentEvents(Quietly(hub.ReadAsync(actor.Current.Workspace, ending.Token), ending));
    }).WithTags("Live");

    /// <summary>A reader that leaves, or the server's end, ends the stream; it is no error.</summary>
    private static async IAsyncEnumerable<LiveChange> Quietly(IAsyncEnumerable<LiveChange> changes, CancellationTokenSource ending)
    {
        using var _ = ending;
        await using var reader = changes.GetAsyncEnumerator(ending.Token);
        while (true)
        {
            try
            {
                if (!await reader.MoveNextAsync()) yield break;
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            yield return reader.Current;
        }
    }
}
