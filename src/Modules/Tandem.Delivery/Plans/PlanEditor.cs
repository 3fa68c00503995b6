using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>A row whose dates an edit changed.</summary>
internal sealed record MovedItem(WorkItemId Id, [property: System.Text.Json.Serialization.JsonConverter(typeof(WallTime))] DateTime Start,
    [property: System.Text.Json.Serialization.JsonConverter(typeof(WallTime))] DateTime Finish, long? TotalFloat)
{
    public static MovedItem Of(PlanSnapshot plan, int row) => plan.Schedule.At(row) is var now ? new(plan.Outline.Items[row].Id, now.Start, now.Finish, now.TotalFloat) : null!;

    /// <summary>The rows whose dates or float are not what they were.</summary>
    public static List<MovedItem> Between(PlanSnapshot before, PlanSnapshot after)
    {
        var moved = new List<MovedItem>();
        for (var row = 0; row < after.Count; row++)
        {
            var now = after.Schedule.At(row);
            if (before.Outline.Find(after.Outline.Items[row].Id) is { } old && before.Schedule.At(old) is var then && then.Start == now.Start && then.Finish == now.Finish && then.TotalFloat == now.TotalFloat) continue;
            moved.Add(Of(after, row));
        }
        return moved;
    }
}

/// <summary>A plan after an edit and what moved.</summary>
internal sealed record EditResult(PlanSnapshot Plan, IReadOnlyList<MovedItem> Moved);

/// <summary>
/// Every edit of a plan goes through here: one transaction holds the rows, the dates computed from them, the log that takes it back, the audit and the outbox.
/// Costs one schedule of the plan and one value of its dates; no row is written but the edited ones.
/// </summary>
internal sealed class PlanEditor(DeliveryDbContext db, PlanStore plans, ProgramPlans program, PlanCache cache, PlanLog log)
{
    /// <summary>Real time: when rows that an edit makes were made.</summary>
    public DateTime UtcNow => log.Now;

    /// <param name="project">Whose plan.</param>
    /// <param name="edit">Changes rows; may throw a problem, then nothing is written.</param>
    /// <param name="cancel">Stops before the commit.</param>
    /// <param name="kept">Whether the person can take it back (undo itself can't be), and whether the past knows of it.</param>
    public Task<EditResult> EditAsync(ProjectId project, Func<EditScope, Task> edit, CancellationToken cancel, EditLog kept = EditLog.Undoable) => db.WriteAsync(async () =>
    {
        var scope = new EditScope(db, await plans.ProjectAsync(project, cancel), await plans.LoadAsync(project, cancel));
        await edit(scope);
        db.ChangeTracker.DetectChanges();
        foreach (var item in scope.Edited.Where(item => db.Entry(item).State == EntityState.Modified)) item.Version++;
        db.ChangeTracker.DetectChanges();
        var changes = RowChange.Of(db.ChangeTracker);
        return changes.Count == 0 ? new EditResult(scope.Before, []) : await StoreAsync(scope, changes, kept, cancel);
    }, cancel);

    private async Task<EditResult> StoreAsync(EditScope scope, List<RowChange> changes, EditLog kept, CancellationToken cancel)
    {
        var together = await AfterAsync(scope, cancel);
        var after = together[0];
        var moved = MovedItem.Between(scope.Before, after);
        var (head, dates, project) = (scope.Head, PlanDates.Write(after), scope.Project.Id);
        await db.Plans.Where(plan => plan.Project == project).ExecuteUpdateAsync(set => set
            .SetProperty(plan => plan.Version, head.Version).SetProperty(plan => plan.Stamp, head.Stamp)
            .SetProperty(plan => plan.LastNumber, head.LastNumber).SetProperty(plan => plan.ImportedVersion, head.ImportedVersion).SetProperty(plan => plan.Dates, dates), cancel);
        if (kept != EditLog.None) db.Add(await log.EditAsync(scope, changes, kept == EditLog.Undoable, cancel));
        if (moved.Count > 0) db.Add(log.Moves(scope, after, moved.Count));
        db.Publish(new PlanRescheduled(project, head.Version, moved.Count));
        var elsewhere = await program.WriteAsync(together, scope.Before.Rows, cancel);
        cache.Put(after);
        program.Tell(project, head.Version);
        return new EditResult(after, [.. moved, .. elsewhere]);
    }

    /// <summary>The plan with what the context is about to write, and the plans that links tie to it.</summary>
    private async Task<IReadOnlyList<PlanSnapshot>> AfterAsync(EditScope scope, CancellationToken cancel)
    {
        var before = scope.Before;
        var rows = before.Rows with
        {
            Head = scope.Head,
            Items = Merge(before.Rows.Items, item => item.Id.Value),
            Links = Merge(before.Rows.Links, link => link.Id.Value, link => link.FromProject is null),
            Outside = Merge(before.Rows.Outside, link => link.Id.Value, link => link.FromProject is not null),
            Assignments = Merge(before.Rows.Assignments, row => row.Id), Resources = scope.Resources,
        };
        var changed = db.ChangeTracker.Entries<WorkItem>().Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        var sameResources = db.ChangeTracker.Entries<Assignment>().All(entry => entry.State is EntityState.Unchanged or EntityState.Modified or EntityState.Detached);
        var inPlace = ReferenceEquals(rows.Links, before.Rows.Links) && sameResources && changed.TrueForAll(entry => entry.State == EntityState.Modified
            && !entry.Property(item => item.Parent).IsModified && !entry.Property(item => item.Rank).IsModified);
        if (inPlace && !before.InProgram && ReferenceEquals(rows.Outside, before.Rows.Outside)) return [before.With(rows, [.. changed.Select(entry => entry.Entity)])];
        return await program.TogetherAsync(PlanSnapshot.Undated(rows), cancel);
    }

    private IReadOnlyCollection<T> Merge<T>(IReadOnlyCollection<T> rows, Func<T, Guid> id, Func<T, bool>? among = null) where T : class, IPlanRow
    {
        var tracked = db.ChangeTracker.Entries<T>().Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached) && among?.Invoke(entry.Entity) != false).ToDictionary(entry => id(entry.Entity));
        if (tracked.Count == 0) return rows;
        var merged = new List<T>(rows.Count + tracked.Count);
        foreach (var row in rows)
        {
            if (!tracked.Remove(id(row), out var entry)) merged.Add(row);
            else if (entry.State != EntityState.Deleted) merged.Add(entry.Entity);
        }
        merged.AddRange(tracked.Values.Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity));
        return merged;
    }
}
