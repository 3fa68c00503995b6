using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Access.Workspaces;

/// <summary>The current workspace's settings: everyone reads them, its owners change them.</summary>
internal sealed class EditWorkspace(AccessDbContext db, ActorScope scope)
{
    /// <summary>Fields left out stay as they are.</summary>
    internal sealed record Request(string? Name = null, string? Language = null, string? WeekStart = null);

    internal sealed record Shown(WorkspaceId Id, string Name, string Language, DayOfWeek WeekStart, long Version);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/workspace", async (EditWorkspace feature, HttpResponse response, CancellationToken cancel) => Answer(await feature.ReadAsync(cancel), response)).WithTags("Workspace");
        app.MapPatch("/api/workspace", async (Request request, EditWorkspace feature, HttpContext http, CancellationToken cancel) =>
            Answer(await feature.RunAsync(request, (version, last) => ETags.Require(http.Request, version, () => last), cancel), http.Response)).WithTags("Workspace");
    }

    public async Task<Shown> ReadAsync(CancellationToken cancel) => Of(await db.Workspaces.AsNoTracking().FirstAsync(w => w.Id == scope.Current.Workspace, cancel));

    /// <param name="check">Refuses an old version, given the present one and its last edit.</param>
    public Task<Shown> RunAsync(Request request, Action<long, Dictionary<string, object?>> check, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        return db.WriteAsync(async () =>
        {
            var workspace = await db.Workspaces.FirstAsync(w => w.Id == scope.Current.Workspace, cancel);
            check(workspace.Version, await db.LastEditAsync(workspace.Id.Value, cancel));
            if (request.Name is not null) workspace.Name = Fields.Name("name", request.Name);
            workspace.Language = Fields.Language(request.Language) ?? workspace.Language;
            workspace.WeekStart = Fields.WeekStart(request.WeekStart) ?? workspace.WeekStart;
            workspace.Version++;
            return Of(workspace);
        }, cancel);
    }

    private static Shown Of(Workspace workspace) => new(workspace.Id, workspace.Name, workspace.Language, workspace.WeekStart, workspace.Version);

    private static Shown Answer(Shown shown, HttpResponse response)
    {
        ETags.Set(response, shown.Version);
        return shown;
    }
}
