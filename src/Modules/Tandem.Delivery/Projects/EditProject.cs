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

/// <summary>Changes a project's name, who runs it, and its board: its columns in order, their names, what each means and how many items may stand in one.</summary>
internal sealed class EditProject(DeliveryDbContext db, IPeople people, ActorScope actor)
{
    private const int NameLength = 40, MostItems = 1000, MostColumns = 20;

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
        if (request.Manager is { } manager) project.Manager = await people.RequireActiveAsync(manager, "manager", "unknown_account", cancel);
        if (request.States is { } states) project.States = Checked(states);
        if (db.Entry(project).State == EntityState.Modified) project.Version++;
        return project;
    }, cancel);

    /// <summary>In the order given, each once.</summary>
    private static List<BoardState> Checked(IReadOnlyList<BoardState> states)
    {
        if (states.Count > MostColumns) throw ProblemException.Invalid("states", "too_long", "states", MostColumns);
        var columns = states.Select((state, at) => Checked(state, at)).ToList();
        if (columns.GroupBy(state => state.Key).FirstOrDefault(same => same.Count() > 1) is { } twice) throw ProblemException.Invalid("states", "bad_value", "states", twice.Key);
        if (ItemState.Always.FirstOrDefault(key => !columns.Exists(state => state.Of == key)) is { } missing) throw ProblemException.Invalid("states", "state_missing", missing);
        return columns;
    }

    /// <summary>A usual column means what its key says; any other has a name and says what it means.</summary>
    private static BoardState Checked(BoardState state, int at)
    {
        if (state is null) throw ProblemException.Invalid($"states[{at}]", "required", "states");
        var usual = ItemState.All.Contains(state.Key);
        var name = string.IsNullOrWhiteSpace(state.Name) ? null : state.Name.Trim();
        if (!usual && (state.Key is not { Length: > 0 and <= NameLength } key || !key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-'))) throw ProblemException.Invalid($"states[{at}].key", "bad_value", "key", state.Key);
        if (usual ? state.State is { } other && other != state.Key : !ItemState.All.Contains(state.State)) throw ProblemException.Invalid(state.State is null ? $"states[{at}].key" : $"states[{at}].state", "bad_value", "state", state.State ?? state.Key);
        if (!usual && name is null) throw ProblemException.Invalid($"states[{at}].name", "required", "name");
        if (name?.Length > NameLength) throw ProblemException.Invalid($"states[{at}].name", "too_long", "name", NameLength);
        if (state.Limit is < 1 or > MostItems) throw ProblemException.Invalid($"states[{at}].limit", "bad_limit", MostItems);
        return state with { Name = name, State = usual ? null : state.State };
    }
}
