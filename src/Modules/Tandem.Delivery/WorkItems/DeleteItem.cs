using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.WorkItems;

/// <summary>Removes an item with all below it, its links and what hangs on it; undo brings all of it back.</summary>
internal sealed class DeleteItem(PlanEditor editor, ItemProgress progress, IPeople people, ActorScope actor)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapDelete("/api/projects/{projectId}/items/{itemId}",
        async (ProjectId projectId, WorkItemId itemId, HttpRequest request, DeleteItem delete, CancellationToken cancel) =>
            await delete.RunAsync(projectId, itemId, request, cancel)).WithTags("Work items");

    public async Task<EditAnswer> RunAsync(ProjectId projectId, WorkItemId itemId, HttpRequest request, CancellationToken cancel)
    {
        var result = await editor.EditAsync(projectId, async scope =>
        {
            var row = scope.Before.Outline.Find(itemId) ?? throw ProblemException.NotFound();
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            if (request.Headers.IfMatch.Count > 0) await PatchItem.HoldAsync(request, scope.Before.Outline.Items[row], scope.Db, cancel);
            foreach (var item in await RemoveAsync(scope, row, cancel)) await progress.TellRemovedAsync(scope.Db, scope.Project, item, cancel);
        }, cancel);
        return await EditAnswer.OfAsync(result, null, people, cancel);
    }

    /// <summary>Marks a branch, or a row alone, and all that hangs on it for removal.</summary>
    public static Task<IReadOnlyList<WorkItem>> RemoveAsync(EditScope scope, int row, CancellationToken cancel, bool alone = false) =>
        RemoveAsync(scope, (alone ? [row] : scope.Before.Outline.Branch(row)).Select(at => scope.Before.Outline.Items[at].Id).ToList(), cancel);

    /// <summary>Marks rows and all that hangs on them for removal.</summary>
    public static async Task<IReadOnlyList<WorkItem>> RemoveAsync(EditScope scope, IReadOnlyList<WorkItemId> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var (db, project) = (scope.Db, scope.Project.Id);
        var items = await db.Items.Where(item => item.Project == project && ids.Contains(item.Id)).ToListAsync(cancel);
        db.RemoveRange(items);
        db.RemoveRange(await db.Links.Where(link => link.Project == project && (ids.Contains(link.From) || ids.Contains(link.To))).ToListAsync(cancel));
        db.RemoveRange(await db.Assignments.Where(entry => entry.Project == project && ids.Contains(entry.Item)).ToListAsync(cancel));
        db.RemoveRange(await db.Checklist.Where(entry => ids.Contains(entry.Item)).ToListAsync(cancel));
        db.RemoveRange(await db.Comments.Where(entry => ids.Contains(entry.Item)).ToListAsync(cancel));
        return items;
    }
}
