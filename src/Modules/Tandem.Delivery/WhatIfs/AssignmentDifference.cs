using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;

namespace Tandem.Delivery.WhatIfs;

/// <summary>
/// A resource put on an item, taken off it, or there for another share or amount (kind: added, removed, changed): as the plan has it, as the copy has it. Work is minutes.
/// Conflict: the plan's people changed it otherwise meanwhile, or removed the item.
/// </summary>
internal sealed record ChangedAssignment(string Kind, WorkItemId? Item, string Name, string Resource, Both<double?> Units, Both<long?> Work, bool Conflict);

/// <summary>Holds the assignments of a copy and what they began as against each other, by number of the item and by resource.</summary>
internal sealed class AssignmentDifference
{
    private readonly PlanDifference _items;
    private readonly IReadOnlyList<(string Kind, int Number, Assignment? Before, Assignment? Copy, Assignment? Plan)> _changes;

    public AssignmentDifference(PlanDifference items, PlanRows start)
    {
        _items = items;
        var (before, copy, plan) = (ByPlace(start.Assignments), ByPlace(items.Copy.Rows.Assignments), ByPlace(items.Plan.Rows.Assignments.Where(row => items.Find(row.Item) is { } number && items.InPlan(number) is not null)));
        _changes = [.. before.Keys.Union(copy.Keys).Where(place => items.InCopy(place.Item) is not null).Order().Select(place => (place, Before: before.GetValueOrDefault(place), Copy: copy.GetValueOrDefault(place)))
            .Where(row => Values(row.Before) != Values(row.Copy)).Select(row => (row.Before is null ? "added" : row.Copy is null ? "removed" : "changed", row.place.Item, row.Before, row.Copy, plan.GetValueOrDefault(row.place)))];
    }

    public IReadOnlyList<ChangedAssignment> Changes => [.. _changes.Select(row => new ChangedAssignment(row.Kind, _items.InPlan(row.Number)?.Id, _items.InCopy(row.Number)!.Name,
        _items.Copy.Rows.Resources.FirstOrDefault(resource => resource.Uid == (row.Copy ?? row.Before)!.Resource)?.Name ?? "", new(row.Plan?.Units, row.Copy?.Units), new(row.Plan?.Work, row.Copy?.Work), IsConflict(row)))];

    /// <summary>Names of items whose assignments the plan's people changed otherwise meanwhile.</summary>
    public IEnumerable<string> Conflicts => Changes.Where(change => change.Conflict).Select(change => change.Name);

    /// <summary>Brings them into the plan: <paramref name="own"/> are its tracked rows of the items in question. A resource that the plan does not have stays away.</summary>
    public void Bring(IReadOnlyList<Assignment> own, DeliveryDbContext db, IReadOnlyDictionary<int, WorkItemId> ids)
    {
        var known = _items.Plan.Rows.Resources.Select(row => row.Uid).ToHashSet();
        foreach (var (_, number, before, copy, _) in _changes)
        {
            if (!ids.TryGetValue(number, out var item) || !known.Contains((copy ?? before)!.Resource)) continue;
            var now = own.FirstOrDefault(row => row.Item == item && row.Resource == (copy ?? before)!.Resource);
            if (copy is null)
            {
                if (now is not null) db.Remove(now);
                continue;
            }
            if (now is null) db.Add(now = new Assignment { Id = Guid.CreateVersion7(), Workspace = copy.Workspace, Project = _items.Plan.Head.Project, Item = item, Resource = copy.Resource });
            (now.Units, now.Work, now.ActualWork, now.Cost, now.ActualCost, now.Start, now.Finish) = Values(copy)!.Value;
        }
    }

    /// <summary>Items of the plan whose assignments change.</summary>
    public IEnumerable<int> Items => _changes.Select(row => row.Number).Distinct();

    private bool IsConflict((string Kind, int Number, Assignment? Before, Assignment? Copy, Assignment? Plan) row) => _items.IsOfBefore(row.Number)
        && (_items.InPlan(row.Number) is null || Values(row.Plan) is var now && now != Values(row.Before) && now != Values(row.Copy));

    private static (double, long?, long?, decimal?, decimal?, DateTime?, DateTime?)? Values(Assignment? row) => row is null ? null : (row.Units, row.Work, row.ActualWork, row.Cost, row.ActualCost, row.Start, row.Finish);

    private Dictionary<(int Item, int Resource), Assignment> ByPlace(IEnumerable<Assignment> rows) =>
        rows.Where(row => _items.Find(row.Item) is not null).DistinctBy(row => (row.Item, row.Resource)).ToDictionary(row => (_items.NumberOf(row.Item), row.Resource));
}
