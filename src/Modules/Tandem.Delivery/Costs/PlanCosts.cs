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

    /// <summary>The whole cost of a row as planned now: spread over its dates, at its start, at its finish.</summary>
    public (decimal Prorated, decimal AtStart, decimal AtFinish) Planned(int row) => (_assignments[_plan.Outline.Items[row].Id].Sum(assignment => Cost(row, assignment)), 0, 0);

    /// <summary>What the work done so far has cost by the rates: the planned cost's share by percent complete, from the actual start to the finish or the status date.</summary>
    public CostSpread? Done(int row, DateTime status)
    {
        var (item, dates) = (_plan.Outline.Items[row], _plan.Schedule.At(row));
        if (item.ActualStart is not { } start) return null;
        var cost = Planned(row);
        var done = (cost.Prorated + cost.AtFinish) * (decimal)item.PercentComplete / 100 + cost.AtStart;
        var to = item.ActualFinish ?? (status > start ? status : dates.Finish);
        return done == 0 ? null : new CostSpread(done, start, to);
    }

    private bool IsWork(Assignment assignment) => _resources.GetValueOrDefault(assignment.Resource) is { Type: ResourceType.Work };

    private long WorkOf(int row, Assignment assignment) => assignment.Work ?? (long)Math.Round(_plan.Outline.Items[row].Duration * assignment.Units);

    private decimal Cost(int row, Assignment assignment)
    {
        if (_resources.GetValueOrDefault(assignment.Resource) is not { StandardRate: { } rate } resource) return 0;
        return resource.Type == ResourceType.Work ? rate * WorkOf(row, assignment) / 60 : rate * (decimal)assignment.Units;
    }
}
