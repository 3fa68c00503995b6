using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Risks;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>Who edited a row since, and when (real time, UTC).</summary>
internal sealed record LaterEdit(string By, DateTime At);

/// <summary>
/// The rows that an edit changed as they stand now, and what others did to them since: read with one query for each kind of row and one for the later edits, however
/// many rows the edit has.
/// </summary>
internal sealed class EditedRows
{
    private readonly Dictionary<(string Kind, Guid Row), IPlanRow> _rows = [];
    private readonly Dictionary<(string Kind, Guid Row), LaterEdit> _later = [];
    private readonly Dictionary<Guid, (string Kind, Guid Row)> _new = [];

    private sealed record Touched(string Kind, Guid Row);

    public static async Task<EditedRows> ReadAsync(EditScope scope, PlanEdit edit, IReadOnlyList<RowChange> changes, CancellationToken cancel)
    {
        var (rows, db) = (new EditedRows(), scope.Db);
        var ids = changes.ToLookup(change => change.Kind, change => change.Row);
        List<DependencyId> links = [.. ids[nameof(Link)].Select(id => new DependencyId(id))];
        List<Guid> assignments = [.. ids[nameof(Assignment)]], checklist = [.. ids[nameof(ChecklistItem)]], comments = [.. ids[nameof(Comment)]], risks = [.. ids[nameof(Risk)]];
        List<WorkItemId> estimates = [.. ids[nameof(Estimate)].Select(id => new WorkItemId(id))];
        rows.Add(nameof(WorkItem), await scope.ItemsAsync([.. ids[nameof(WorkItem)].Select(id => new WorkItemId(id))], cancel));
        if (links.Count > 0) rows.Add(nameof(Link), await db.Links.Where(row => EF.Parameter(links).Contains(row.Id)).ToListAsync(cancel));
        if (assignments.Count > 0) rows.Add(nameof(Assignment), await db.Assignments.Where(row => EF.Parameter(assignments).Contains(row.Id)).ToListAsync(cancel));
        if (checklist.Count > 0) rows.Add(nameof(ChecklistItem), await db.Checklist.Where(row => EF.Parameter(checklist).Contains(row.Id)).ToListAsync(cancel));
        if (comments.Count > 0) rows.Add(nameof(Comment), await db.Comments.Where(row => EF.Parameter(comments).Contains(row.Id)).ToListAsync(cancel));
        if (risks.Count > 0) rows.Add(nameof(Risk), await db.Risks.Where(row => EF.Parameter(risks).Contains(row.Id)).ToListAsync(cancel));
        if (estimates.Count > 0) rows.Add(nameof(Estimate), await db.Estimates.Where(row => EF.Parameter(estimates).Contains(row.Item)).ToListAsync(cancel));
        rows.FindNew(scope.Before.Rows, changes);
        await rows.ReadLaterAsync(db, edit, cancel);
        foreach (var change in changes.Where(change => change is { Kind: nameof(Risk) or nameof(Estimate), After: not null }))
            if (rows.Find(change) is { } row && !change.IsAsLeft(db.Entry(row))) await rows.ReadAuditAsync(db, change, cancel);
        return rows;
    }

    /// <summary>The row, to be changed; null where there is none any more.</summary>
    public IPlanRow? Find(RowChange change) => _rows.GetValueOrDefault((change.Kind, change.Row));

    /// <summary>Somebody else's newest edit of the same row since the edit was made, taken back or done again; one's own stand in order.</summary>
    public LaterEdit? Later(RowChange change) => Later((change.Kind, change.Row));

    public LaterEdit? Later((string Kind, Guid Row) row) => _later.GetValueOrDefault(row);

    /// <summary>A row below an item that the edit made, or a link of it, that has come since; null where there is none.</summary>
    public (string Kind, Guid Row)? NewOn(RowChange made) => made.Kind == nameof(WorkItem) && _new.TryGetValue(made.Row, out var row) ? row : null;

    private void Add(string kind, IEnumerable<IPlanRow> rows)
    {
        foreach (var row in rows) _rows[(kind, row.RowId)] = row;
    }

    private void FindNew(PlanRows plan, IReadOnlyList<RowChange> changes)
    {
        var own = changes.Select(change => change.Row).ToHashSet();
        var made = changes.Where(change => change is { Kind: nameof(WorkItem), Before: null }).Select(change => change.Row).ToHashSet();
        if (made.Count == 0) return;
        foreach (var item in plan.Items.Where(item => item.Parent is { } up && made.Contains(up.Value) && !own.Contains(item.Id.Value))) _new.TryAdd(item.Parent!.Value.Value, (nameof(WorkItem), item.Id.Value));
        foreach (var link in plan.Links.Concat(plan.Outside).Where(link => !own.Contains(link.Id.Value)))
            foreach (var end in new[] { link.From.Value, link.To.Value }.Where(made.Contains)) _new.TryAdd(end, (nameof(Link), link.Id.Value));
    }

    /// <summary>Risks and estimates are edited outside of plans too: who was last there is in the audit trail. All edits but this one count, one's own too.</summary>
    private async Task ReadAuditAsync(DeliveryDbContext db, RowChange change, CancellationToken cancel)
    {
        var last = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.SubjectId == change.Row && entry.Subject == change.Kind).OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(cancel);
        if (last is not null) _later[(change.Kind, change.Row)] = new LaterEdit(last.ActorName, last.At);
    }

    private async Task ReadLaterAsync(DeliveryDbContext db, PlanEdit edit, CancellationToken cancel)
    {
        var others = db.Edits.AsNoTracking().Where(other => other.Project == edit.Project && other.LastVersion > edit.LastVersion && other.Undoable && other.UndoneAt == null && other.Account != edit.Account);
        await foreach (var other in others.OrderByDescending(other => other.LastVersion).Select(other => new { other.ActorName, other.At, other.Changes }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var later = new LaterEdit(other.ActorName, other.At);
            foreach (var row in JsonSerializer.Deserialize<List<Touched>>(other.Changes, TandemJson.Options)!) _later.TryAdd((row.Kind, row.Row), later);
        }
    }
}
