using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Projects;

/// <summary>Changes a project's name, who runs it, and its board: names of the columns, how many items may stand in one, and whether Ready and Review are columns.</summary>
internal sealed class EditProject(DeliveryDbContext db, IPeople people, ActorScope actor)
{
    private const int NameLength = 40, MostItems = 1000;

    /// <summary>What is not given stays; states are all columns of the board.</summary>
    internal sealed record Request(string? Name = null, string? Manager = null, IReadOnlyList<BoardState>? States = null);

    public static void Map(IEndpointRouteBuilder app) => app.MapPatch("/api/projects/{projectId}",
        async (ProjectId projectId, Request request, HttpRequest http, HttpResponse response, EditProject edit, CancellationToken cancel) =>
        {
            var project = await edit.RunAsync(projectId, request, http, cancel);
            ETags.Set(response, project.Version);
            return ListProjects.Of(project);
        }).WithTags("Projects");

    /// <exception cref="ProblemException">428 without If-Match, 412 where somebody was faster.</exception>
    public Task<Project> RunAsync(ProjectId id, Request request, HttpRequest http, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var project = await db.Projects.FirstOrDefaultAsync(row => row.Id == id, cancel) ?? throw ProblemException.NotFound();
        actor.Current.Require(Right.RunProject, id.Value, project.IsRunBy(actor.Current.Account));
        var last = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.SubjectId == id.Value).OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(cancel);
        ETags.Require(http, project.Version, () => new() { ["by"] = last?.ActorName, ["at"] = last?.At });
        if (request.Name is not null) project.Name = Fields.Name(request.Name);
        if (request.Manager is { } manager) project.Manager = await ManagerAsync(manager, cancel);
        if (request.States is { } states) project.States = Checked(states);
        if (db.Entry(project).State == EntityState.Modified) project.Version++;
        return project;
    }, cancel);

    private async Task<AccountId> ManagerAsync(string text, CancellationToken cancel) =>
        Guid.TryParse(text, out var id) && await people.FindAsync(new AccountId(id), cancel) is { Active: true } person ? person.Id : throw ProblemException.Invalid("manager", "unknown_account");

    /// <summary>In the order of the work, each once.</summary>
    private static List<BoardState> Checked(IReadOnlyList<BoardState> states)
    {
        foreach (var (at, state) in states.Index())
        {
            if (!ItemState.All.Contains(state.Key)) throw ProblemException.Invalid($"states[{at}].key", "bad_value", "key", state.Key);
            if (state.Name?.Length > NameLength) throw ProblemException.Invalid($"states[{at}].name", "too_long", "name", NameLength);
            if (state.Limit is < 1 or > MostItems) throw ProblemException.Invalid($"states[{at}].limit", "bad_limit", MostItems);
        }
        if (states.GroupBy(state => state.Key).FirstOrDefault(same => same.Count() > 1) is { } twice) throw ProblemException.Invalid("states", "bad_value", "states", twice.Key);
        if (ItemState.Always.FirstOrDefault(key => !states.Any(state => state.Key == key)) is { } missing) throw ProblemException.Invalid("states", "state_missing", missing);
        return [.. ItemState.All.SelectMany(key => states.Where(state => state.Key == key)).Select(state => state with { Name = string.IsNullOrWhiteSpace(state.Name) ? null : state.Name.Trim() })];
    }
}
