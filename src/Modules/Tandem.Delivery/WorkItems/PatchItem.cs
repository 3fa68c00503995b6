using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WorkItems;

/// <summary>Edits an item of a plan by a merge patch; If-Match holds it to the version that was read.</summary>
internal sealed class PatchItem(PlanEditor editor, ItemProgress progress, IPeople people, ProjectClock clock, ActorScope actor)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPatch("/api/projects/{projectId}/items/{itemId}",
        async (ProjectId projectId, WorkItemId itemId, HttpRequest request, HttpResponse response, PatchItem patch, CancellationToken cancel) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancel);
            return await patch.RunAsync(projectId, itemId, new ItemPatch(body.RootElement), request, response, cancel);
        }).WithTags("Work items");

    public async Task<EditAnswer> RunAsync(ProjectId projectId, WorkItemId itemId, ItemPatch patch, HttpRequest request, HttpResponse response, CancellationToken cancel)
    {
        WorkItem? item = null;
        var result = await editor.EditAsync(projectId, async scope =>
        {
            item = await scope.ItemAsync(itemId, cancel);
            Allow(actor.Current, scope.Project, item, patch);
            await HoldAsync(request, item, scope.Db, cancel);
            var before = item.ActualDates;
            await patch.ApplyAsync(item, scope, people, await clock.NowAsync(scope.Project, cancel), cancel);
            if (item.ActualDates != before) await progress.TellAsync(scope.Db, scope.Project, item, cancel);
        }, cancel);
        ETags.Set(response, item!.Version);
        return await EditAnswer.OfAsync(result, itemId, people, cancel);
    }

    /// <summary>An item's owner edits it; its place in the plan is for who runs the project.</summary>
    private static void Allow(Actor actor, Project project, WorkItem item, ItemPatch patch)
    {
        var manages = project.IsRunBy(actor.Account);
        actor.Require(Right.EditItem, project.Id.Value, manages || item.Owner is { } owner && owner == actor.Account);
        if (patch.Has("parent") || patch.Has("after") || patch.Has("type") || patch.Has("assignments")) actor.Require(Right.RunProject, project.Id.Value, manages);
    }

    /// <exception cref="ProblemException">428 without If-Match, 412 where somebody was faster: who, when, what they changed.</exception>
    public static async Task HoldAsync(HttpRequest request, WorkItem item, DeliveryDbContext db, CancellationToken cancel)
    {
        try
        {
            ETags.Require(request, item.Version);
        }
        catch (ProblemException late) when (late.Status == 412)
        {
            var last = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.SubjectId == item.Id.Value).OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(cancel);
            throw new ProblemException(412, "changed_by", "If-Match", last?.ActorName ?? "", item.Name)
            {
                More =
                {
                    ["by"] = last?.ActorName, ["at"] = last?.At, ["version"] = item.Version,
                    ["changed"] = last?.After is { } after ? JsonSerializer.Deserialize<JsonElement>(after) : null,
                },
            };
        }
    }
}
