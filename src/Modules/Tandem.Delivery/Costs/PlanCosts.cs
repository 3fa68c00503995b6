using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Costs;

/// <summary>What a plan's rows cost by their resources' rates, in the product's currency.</summary>
internal sealed class PlanCosts
{
    private readonly PlanSnapshot _plan;
    private readonly Dictionary<int, ResourceRow> _resources;
    private readonly ILookup<WorkItemId, Assignment> _assignments;

    public PlanCosts(PlanSnapshot plan) => (_plan, _resources, _assignments) = (plan, plan.Rows.Resources.ToDictionary(row => row.Uid), plan.Rows.Assignments.ToLookup(row => row.Item));

    /// <summary>Minutes of work of a row: what its assignments say, else units × duration.</summary>
    public long Work(int row) => _assignments[_plan.Outline.Items[row].Id].Where(IsWork).Sum(assignment => WorkOf(row, assignment));

    /// <summary>The whole cost of a row as planned now: spread over its dates, at its start, at its finish. Fixed cost falls due as its accrual says (evenly where it doesn't).</summary>
    public (decimal Prorated, decimal AtStart, decimal AtFinish) Planned(int row)
    {
        var item = _plan.Outline.Items[row];
        var (prorated, atStart, atFinish) = (0m, 0m, 0m);
        foreach (var assignment in _assignments[item.Id])
        {
            var (spread, once) = Cost(row, assignment);
            (prorated, atStart) = (prorated + spread, atStart + once);
        }
        var fixedCost = item.FixedCost ?? 0;
        return item.FixedCostAccrual switch
        {
            CostAccrual.Start => (prorated, atStart + fixedCost, atFinish),
            CostAccrual.Finish => (prorated, atStart, atFinish + fixedCost),
            _ => (prorated + fixedCost, atStart, atFinish),
        };
    }

    /// <summary>
    /// What the work done so far has cost, from the actual start to the finish or the status date: as the plan's file says until somebody reports progress here, then the
    /// planned cost's share by percent complete.
    /// </summary>
    public CostSpread? Done(int row, DateTime status)
    {
        var (item, dates) = (_plan.Outline.Items[row], _plan.Schedule.At(row));
        if (item.ActualStart is not { } start) return null;
        var cost = Planned(row);
        var done = item.ActualCost is > 0 and var known ? known : cost.Prorated * (decimal)item.PercentComplete / 100 + cost.AtStart + (item.IsDone ? cost.AtFinish : 0);
        var to = item.ActualFinish ?? (status > start ? status : dates.Finish);
        return done == 0 ? null : new CostSpread(done, start, to);
    }

    private bool IsWork(Assignment assignment) => _resources.GetValueOrDefault(assignment.Resource) is { Type: ResourceType.Work };

    private long WorkOf(int row, Assignment assignment) => assignment.Work ?? (long)Math.Round(_plan.Outline.Items[row].Duration * assignment.Units);

    /// <summary>By the resource's rates over the row's dates; a cost resource, and one without rates, costs what its assignment says.</summary>
    private (decimal Spread, decimal Once) Cost(int row, Assignment assignment)
    {
        if (_resources.GetValueOrDefault(assignment.Resource) is not { } resource) return default;
        if (resource.Type == ResourceType.Cost) return (assignment.Cost ?? 0, 0);
        IReadOnlyList<Rate> rates = resource.Rates.Count > 0 ? resource.Rates : resource.StandardRate is { } standard ? [new Rate(default, standard)] : [];
        if (rates.Count == 0) return (assignment.Cost ?? 0, 0);
        var dates = _plan.Schedule.At(row);
        var cost = new AssignmentCost(rates, dates.Calendar);
        var spreads = resource.Type == ResourceType.Work ? cost.Of(WorkOf(row, assignment), dates.Start, dates.Finish) : cost.Material((decimal)assignment.Units, dates.Start, dates.Finish);
        return (spreads.Where(spread => spread.Accrual == CostAccrual.Prorated).Sum(spread => spread.Amount), spreads.Where(spread => spread.Accrual == CostAccrual.Start).Sum(spread => spread.Amount));
    }
}
