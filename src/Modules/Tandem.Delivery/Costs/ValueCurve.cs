using Tandem.Delivery.Plans;
using Tandem.Scheduling;

namespace Tandem.Delivery.Costs;

/// <summary>The S-curve of a project, a point a week (a day for short plans).</summary>
internal static class ValueCurve
{
    private const int MostPoints = 160;

    public static IReadOnlyList<ValuePoint> Of(PlanSnapshot plan, EarnedValueReport report, IReadOnlyList<CostLine> lines, (DateTime Start, DateTime Finish) span)
    {
        var (from, to) = (span.Start.Date, new[] { span.Finish, plan.Schedule.Finish, report.StatusDate }.Max().Date.AddDays(1));
        var step = Math.Max((to - from).TotalDays <= 60 ? 1 : 7, (int)Math.Ceiling((to - from).TotalDays / MostPoints));
        var dates = new List<DateTime>();
        for (var at = from; at < to; at = at.AddDays(step)) dates.Add(at);
        dates.Add(to);
        if (!dates.Contains(report.StatusDate)) dates.Add(report.StatusDate);
        dates.Sort();
        var rest = new Rest(plan, report);
        return [.. report.Curve(dates).Select(point => new ValuePoint(DateOnly.FromDateTime(point.At), Round(point.PlannedValue)!.Value,
            point.At <= report.StatusDate ? Round(Earned(plan, lines, point.At, report.StatusDate)) : null, Round(point.ActualCost), point.At >= report.StatusDate ? Round(rest.At(point.At)) : null))];
    }

    /// <summary>What was earned by a day before the status date, if each row earned evenly over the time it was worked on.</summary>
    private static decimal Earned(PlanSnapshot plan, IReadOnlyList<CostLine> lines, DateTime at, DateTime status)
    {
        var sum = 0m;
        foreach (var line in lines)
        {
            var budget = line.Planned.Sum(spread => spread.Amount) * (decimal)line.PercentComplete / 100;
            if (budget == 0 || plan.RowOf(line.Key) is not { } row) continue;
            var dates = plan.Schedule.At(row);
            var until = dates.Activity.ActualFinish ?? (status > dates.Start ? status : dates.Finish);
            sum += new CostSpread(budget, dates.Start, until).UpTo(at, line.Calendar);
        }
        return sum;
    }

    private static decimal? Round(decimal? value) => value is { } known ? Math.Round(known, 2, MidpointRounding.ToEven) : null;

    /// <summary>The cost still to come: the budget not earned yet, over the dates that are planned now, at the cost performance so far.</summary>
    private sealed class Rest(PlanSnapshot plan, EarnedValueReport report)
    {
        public decimal At(DateTime at)
        {
            var (start, finish) = (report.StatusDate, plan.Schedule.Finish > report.StatusDate ? plan.Schedule.Finish : report.StatusDate);
            var rest = (report.Total.EstimateByCost ?? report.Total.EstimateByBudget) - report.Total.ActualCost;
            return report.Total.ActualCost + new CostSpread(rest, start, finish).UpTo(at, plan.Plan.Calendar);
        }
    }
}
