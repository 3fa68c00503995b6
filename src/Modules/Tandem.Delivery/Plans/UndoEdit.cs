using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Risks;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>
/// Takes back the person's own last edit of a plan, or does again what they took back last, unless somebody edited the same rows since: then it names that edit.
/// A new edit ends what can be done again.
/// </summary>
internal sealed class UndoEdit(PlanEditor editor, ItemProgress progress, IPeople people, ActorScope actor)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/projects/{projectId}/plan:undo", async (ProjectId projectId, UndoEdit undo, CancellationToken cancel) => await undo.RunAsync(projectId, false, cancel)).WithTags("Plans");
        app.MapPost("/api/projects/{projectId}/plan:redo", async (ProjectId projectId, UndoEdit undo, CancellationToken cancel) => await undo.RunAsync(projectId, true, cancel)).WithTags("Plans");
    }

    public async Task<EditAnswer> RunAsync(ProjectId projectId, bool again, CancellationToken cancel)
    {
        WorkItemId? shown = null;
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.EditItem, projectId.Value, own: true);
            var edit = await NextAsync(scope.Db, projectId, again, cancel) ?? throw new ProblemException(409, again ? "nothing_to_redo" : "nothing_to_undo");
            var changes = JsonSerializer.Deserialize<List<RowChange>>(edit.Changes, TandemJson.Options)!;
            if (again) changes = changes.ConvertAll(change => change.Reverse());
            var rows = await EditedRows.ReadAsync(scope, edit, changes, cancel);
            foreach (var change in changes) await TakeBackAsync(scope, edit, rows, change, cancel);
            (edit.UndoneAt, edit.LastVersion) = (again ? null : editor.UtcNow, scope.Head.Version);
            shown = changes.FirstOrDefault(change => change is { Kind: nameof(WorkItem), Before: not null }) is { } item ? new WorkItemId(item.Row) : null;
        }, cancel, EditLog.History);
        return await EditAnswer.OfAsync(result, shown, people, cancel);
    }

    /// <summary>The last edit that stands; or the first of those taken back since the person's newest edit was made.</summary>
    private async Task<PlanEdit?> NextAsync(DeliveryDbContext db, ProjectId project, bool again, CancellationToken cancel)
    {
        var account = actor.Current.Account;
        var own = db.Edits.Where(edit => edit.Project == project && edit.Account == account && edit.Undoable);
        if (!again) return await own.Where(edit => edit.UndoneAt == null).OrderByDescending(edit => edit.PlanVersion).FirstOrDefaultAsync(cancel);
        var newest = await own.MaxAsync(edit => (long?)edit.PlanVersion, cancel) ?? 0;
        return await own.Where(edit => edit.UndoneAt != null && edit.LastVersion > newest).OrderBy(edit => edit.PlanVersion).FirstOrDefaultAsync(cancel);
    }

    private async Task TakeBackAsync(EditScope scope, PlanEdit edit, EditedRows rows, RowChange change, CancellationToken cancel)
    {
        var (db, row) = (scope.Db, rows.Find(change));
        if (rows.Later(change) is { } later) throw Blocked(later, change, edit);
        if (change.After is null != row is null) throw Blocked(null, change, edit);
        if (change.Before is null)
        {
            if (rows.NewOn(change) is { } hanging) throw Blocked(rows.Later(hanging), change, edit);
            db.Remove(row!);
            if (row is WorkItem gone) await progress.TellRemovedAsync(db, scope.Project, gone, cancel);
        }
        else if (change.After is null) db.Add(Again(scope, change));
        else
        {
            var before = (row as WorkItem)?.ActualDates;
            change.Restore(db.Entry(row!));
            if (row is Risk risk) risk.Version++;
            if (row is WorkItem back && back.ActualDates != before) await progress.TellAsync(db, scope.Project, back, cancel);
        }
    }

    /// <summary>A removed row as it was; an item's version goes on, so that nobody's older ETag fits it.</summary>
    private static object Again(EditScope scope, RowChange change)
    {
        object row = change.Kind switch
        {
            nameof(WorkItem) => new WorkItem(),
            nameof(Link) => new Link(),
            nameof(Assignment) => new Assignment(),
            nameof(ChecklistItem) => new ChecklistItem(),
            nameof(Risk) => new Risk(),
            nameof(Estimate) => new Estimate(),
            _ => new Comment(),
        };
        change.Restore(scope.Db.Entry(row));
        if (row is Risk risk) risk.Version++;
        if (row is WorkItem item) item.Version = Math.Max(item.Version + 1, scope.Head.Version);
        return row;
    }

    private static ProblemException Blocked(LaterEdit? later, RowChange change, PlanEdit edit) => new(409, edit.UndoneAt is null ? "undo_blocked" : "redo_blocked", null, later?.By ?? "Tandem")
    {
        More = { ["by"] = later?.By, ["at"] = later?.At, ["itemId"] = change.Row },
    };
}
