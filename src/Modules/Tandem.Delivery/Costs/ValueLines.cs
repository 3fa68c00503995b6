using Tandem.Contracts.Ids;
using Tandem.Delivery.Baselines;
using Tandem.Delivery.Plans;
using Tandem.Scheduling;

namespace Tandem.Delivery.Costs;

/// <summary>The rows of a plan as earned value reads them: budget from the baseline (or the plan itself), actual cost as entered, else by rates.</summary>
internal sealed class ValueLines(PlanSnapshot plan, IReadOnlyDictionary<WorkItemId, BaselineRow>? baseline, ILookup<WorkItemId, CostEntry> spent, DateTime status)
{
    private readonly PlanCosts _costs = new(plan);

    public IReadOnlyList<CostLine> All() => [.. Enumerable.Range(0, plan.Count).Where(row => !plan.Outline.Items[row].Inactive).Select(Line)];

    private CostLine Line(int row)
    {
        var (item, dates) = (plan.Outline.Items[row], plan.Schedule.At(row));
        var summary = plan.Outline.HasChildren(row);
        return new CostLine
        {
            Key = item.Number, Parent = plan.Outline.Parents[row] is >= 0 and var up ? plan.Outline.Items[up].Number : null, Calendar = dates.Calendar,
            Planned = summary ? [] : Planned(row, item.Id), Actual = Actual(row, item.Id, summary), PercentComplete = item.IsDone ? 100 : item.PhysicalPercentComplete is > 0 and var physical ? physical : item.PercentComplete,
        };
    }

    private List<CostSpread> Planned(int row, WorkItemId id)
    {
        if (baseline is null)
        {
            var (cost, dates) = (_costs.Planned(row), plan.Schedule.At(row));
            return Spreads(cost.Prorated, cost.AtStart, cost.AtFinish, dates.Start, dates.Finish);
        }
        return baseline.TryGetValue(id, out var kept) ? Spreads(kept.Cost, kept.CostAtStart, kept.CostAtFinish, kept.Start, kept.Finish) : [];
    }

    private List<CostSpread> Actual(int row, WorkItemId id, bool summary)
    {
        if (spent.Contains(id)) return [.. spent[id].Select(entry => new CostSpread(entry.Amount, Day(entry.Date), Day(entry.Date), CostAccrual.Start))];
        return !summary && _costs.Done(row, status) is { } done ? [done] : [];
    }

    private static DateTime Day(DateOnly date) => date.ToDateTime(default);

    private static List<CostSpread> Spreads(decimal prorated, decimal atStart, decimal atFinish, DateTime start, DateTime finish) =>
    [
        .. new[] { new CostSpread(prorated, start, finish), new CostSpread(atStart, start, finish, CostAccrual.Start), new CostSpread(atFinish, start, finish, CostAccrual.Finish) }.Where(spread => spread.Amount != 0),
    ];
}
