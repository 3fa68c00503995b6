using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>
/// A plan as it was at a past moment of its product's clock: every edit made since is taken back, newest first, from the plan of today or from the one that a later
/// import replaced. What an imported file says began or ended after the moment had not; before its first import a plan is what that import brought.
/// </summary>
internal sealed class PlanAsOf(DeliveryDbContext db)
{
    public async Task<PlanSnapshot> OfAsync(PlanSnapshot plan, Project project, DateTime utc, CancellationToken cancel)
    {
        var edits = db.Edits.AsNoTracking().Where(edit => edit.Project == project.Id);
        var archives = db.Archives.AsNoTracking().Where(archive => archive.Project == project.Id);
        // a clock that was set back makes what came before older, not newer: the last version at the moment counts
        var known = Math.Max(await edits.Where(edit => edit.Moment <= utc).MaxAsync(edit => (long?)edit.PlanVersion, cancel) ?? 0,
            await archives.Where(archive => archive.Moment <= utc).MaxAsync(archive => (long?)archive.PlanVersion, cancel) ?? 0);
        var replaced = await archives.Where(archive => archive.PlanVersion > known).OrderBy(archive => archive.PlanVersion).FirstOrDefaultAsync(cancel);
        var last = replaced?.PlanVersion ?? long.MaxValue;
        var since = await edits.Where(edit => edit.PlanVersion > known && edit.PlanVersion < last).OrderByDescending(edit => edit.PlanVersion).Select(edit => edit.Changes).ToListAsync(cancel);
        return PlanSnapshot.Of(Known(TakeBack(replaced?.Unpack() ?? plan.Rows, since), ProjectClock.Wall(utc, project.Zone), utc));
    }

    private PlanRows TakeBack(PlanRows rows, List<string> since)
    {
        if (since.Count == 0) return rows;
        var items = rows.Items.ToDictionary(item => item.Id.Value);
        var links = rows.Links.ToDictionary(link => link.Id.Value);
        var assignments = rows.Assignments.ToDictionary(row => row.Id);
        foreach (var change in since.SelectMany(changes => JsonSerializer.Deserialize<List<RowChange>>(changes, TandemJson.Options)!))
        {
            if (change.Kind == nameof(WorkItem)) TakeBack(items, change);
            else if (change.Kind == nameof(Link)) TakeBack(links, change);
            else if (change.Kind == nameof(Assignment)) TakeBack(assignments, change);
        }
        return rows with { Items = items.Values, Links = [.. links.Values.Where(link => link.FromProject is null)], Assignments = assignments.Values };
    }

    /// <summary>Rows of a plan in memory belong to others too: what changes is a copy.</summary>
    private void TakeBack<T>(Dictionary<Guid, T> rows, RowChange change) where T : class, new()
    {
        if (change.Before is null)
        {
            rows.Remove(change.Row);
            return;
        }
        var row = rows.TryGetValue(change.Row, out var now) ? (T)db.Entry(now).CurrentValues.ToObject() : new T();
        change.Restore(db.Entry(row));
        rows[change.Row] = row;
    }

    private static PlanRows Known(PlanRows rows, DateTime wall, DateTime utc) => rows with
    {
        Head = rows.Head.DataDate > wall ? rows.Head.At(wall) : rows.Head,
        Items = [.. rows.Items.Where(item => item.Signal is null || item.MadeAt <= utc).Select(item => item.AsOf(wall))],
    };
}
