using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;

namespace Tandem.Delivery.WorkItems;

/// <summary>Answers <see cref="IWorkItems"/>: rows of the items and the computed dates of their plans, without the plans' other rows.</summary>
internal sealed class ReadWorkItems(DeliveryDbContext db) : IWorkItems
{
    public async Task<IReadOnlyList<WorkItemInfo>> FindAsync(IReadOnlyCollection<WorkItemId> ids, CancellationToken cancel)
    {
        var items = new List<WorkItem>();
        foreach (var some in ids.Distinct().Chunk(500)) items.AddRange(await db.Items.AsNoTracking().Where(item => some.Contains(item.Id)).ToListAsync(cancel));
        var dates = await DatesAsync(items, cancel);
        return [.. items.Select(item => Of(item, dates[item.Project].GetValueOrDefault(item.Number)))];
    }

    /// <summary>The computed dates of these items' plans, by item number.</summary>
    public async Task<Dictionary<ProjectId, Dictionary<int, ItemDates>>> DatesAsync(IReadOnlyCollection<WorkItem> items, CancellationToken cancel)
    {
        var projects = items.Select(item => item.Project).Distinct().ToArray();
        var blobs = await db.Plans.AsNoTracking().Where(plan => projects.Contains(plan.Project)).Select(plan => new { plan.Project, plan.Dates }).ToListAsync(cancel);
        return blobs.ToDictionary(plan => plan.Project, plan => PlanDates.Read(plan.Dates));
    }

    private static WorkItemInfo Of(WorkItem item, ItemDates? dates) =>
        new(item.Id, item.Project, item.Name, item.State, item.Owner, item.Due, dates?.Start, dates?.Finish, item.ActualStart, item.ActualFinish);
}
