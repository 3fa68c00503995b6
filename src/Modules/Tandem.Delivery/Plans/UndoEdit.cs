using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>Takes back the person's own last edit of a plan, unless somebody edited the same rows since: then it names that edit.</summary>
internal sealed class UndoEdit(PlanEditor editor, ItemProgress progress, IPeople people, ActorScope actor, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/plan:undo",
        async (ProjectId projectId, UndoEdit undo, CancellationToken cancel) => await undo.RunAsync(projectId, cancel)).WithTags("Plans");

    public async Task<EditAnswer> RunAsync(ProjectId projectId, CancellationToken cancel)
    {
        WorkItemId? shown = null;
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.EditItem, projectId.Value, own: true);
            var edit = await LastAsync(scope.Db, projectId, cancel) ?? throw new ProblemException(409, "nothing_to_undo");
            var changes = JsonSerializer.Deserialize<List<RowChange>>(edit.Changes, TandemJson.Options)!;
            foreach (var change in changes) await TakeBackAsync(scope, edit, changes, change, cancel);
            edit.UndoneAt = time.GetUtcNow().UtcDateTime;
            shown = changes.FirstOrDefault(change => change is { Kind: nameof(WorkItem), Before: not null }) is { } item ? new WorkItemId(item.Row) : null;
        }, cancel, logged: false);
        return await EditAnswer.OfAsync(result, shown, people, cancel);
    }

    private Task<PlanEdit?> LastAsync(DeliveryDbContext db, ProjectId project, CancellationToken cancel)
    {
        var account = actor.Current.Account;
        return db.Edits.Where(edit => edit.Project == project && edit.Account == account && edit.UndoneAt == null).OrderByDescending(edit => edit.PlanVersion).FirstOrDefaultAsync(cancel);
    }

    private async Task TakeBackAsync(EditScope scope, PlanEdit edit, List<RowChange> all, RowChange change, CancellationToken cancel)
    {
        var db = scope.Db;
        var row = await FindAsync(scope, change, cancel);
        if (await LaterAsync(db, edit, change, cancel) is { } later) throw Blocked(later, change);
        if (change.After is null != row is null || change.Before is null && HasNewRows(scope, all, change)) throw Blocked(null, change);
        if (change.Before is null) db.Remove(row!);
        else if (change.After is null) db.Add(Again(scope, change));
        else
        {
            var before = (row as WorkItem)?.ActualDates;
            change.Restore(db.Entry(row!));
            if (row is WorkItem back && back.ActualDates != before) await progress.TellAsync(db, scope.Project, back, cancel);
        }
    }

    private static async Task<object?> FindAsync(EditScope scope, RowChange change, CancellationToken cancel) => change.Kind switch
    {
        nameof(WorkItem) => scope.Before.Outline.Find(new WorkItemId(change.Row)) is null ? null : await scope.ItemAsync(new WorkItemId(change.Row), cancel),
        nameof(Link) => await scope.Db.Links.FirstOrDefaultAsync(link => link.Id == new DependencyId(change.Row), cancel),
        nameof(Assignment) => await scope.Db.Assignments.FirstOrDefaultAsync(entry => entry.Id == change.Row, cancel),
        nameof(ChecklistItem) => await scope.Db.Checklist.FirstOrDefaultAsync(entry => entry.Id == change.Row, cancel),
        _ => await scope.Db.Comments.FirstOrDefaultAsync(entry => entry.Id == change.Row, cancel),
    };

    /// <summary>An item that the edit made has since got rows below it or links.</summary>
    private static bool HasNewRows(EditScope scope, List<RowChange> all, RowChange change) => change.Kind == nameof(WorkItem)
        && (scope.Before.Rows.Items.Any(item => item.Parent?.Value == change.Row && !all.Exists(c => c.Row == item.Id.Value))
            || scope.Before.Rows.Links.Any(link => (link.From.Value == change.Row || link.To.Value == change.Row) && !all.Exists(c => c.Row == link.Id.Value)));

    /// <summary>A removed row as it was; an item's version goes on, so that nobody's older ETag fits it.</summary>
    private static object Again(EditScope scope, RowChange change)
    {
        object row = change.Kind switch
        {
            nameof(WorkItem) => new WorkItem(),
            nameof(Link) => new Link(),
            nameof(Assignment) => new Assignment(),
            nameof(ChecklistItem) => new ChecklistItem(),
            _ => new Comment(),
        };
        change.Restore(scope.Db.Entry(row));
        if (row is WorkItem item) item.Version++;
        return row;
    }

    /// <summary>The newest edit of the same row that stands on this one.</summary>
    private static Task<PlanEdit?> LaterAsync(DeliveryDbContext db, PlanEdit edit, RowChange change, CancellationToken cancel)
    {
        var id = change.Row.ToString();
        return db.Edits.AsNoTracking().Where(other => other.Project == edit.Project && other.PlanVersion > edit.PlanVersion && other.UndoneAt == null && other.Changes.Contains(id))
            .OrderByDescending(other => other.PlanVersion).FirstOrDefaultAsync(cancel);
    }

    private static ProblemException Blocked(PlanEdit? later, RowChange change) => new(409, "undo_blocked", null, later?.ActorName ?? "Tandem")
    {
        More = { ["by"] = later?.ActorName, ["at"] = later?.At, ["itemId"] = change.Row },
    };
}
