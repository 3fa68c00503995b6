using CsCheck;
using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class EarnedValueTests
{
    private static readonly DateTime Monday = new(2026, 1, 5, 8, 0, 0);

    private static CostLine Line(int key, decimal budget, int days, double percent, decimal spent, int? parent = null, int after = 0) => new()
    {
        Key = key, Parent = parent, PercentComplete = percent,
        Planned = [new CostSpread(budget, WorkCalendar.Standard.NextWork(WorkCalendar.Standard.Add(Monday, after * 480)), WorkCalendar.Standard.Add(Monday, (after + days) * 480))],
        Actual = spent == 0 ? [] : [new CostSpread(spent, Monday, Monday.AddHours(1))],
    };

    [Fact]
    public void A_plan_half_through_has_the_measures_of_the_standards_formulas()
    {
        // Ten days, 10,000 planned evenly; after five days 40 % is done and 6,000 spent.
        var report = new EarnedValueReport([Line(1, 10_000, 10, 40, 6_000)], WorkCalendar.Standard.Add(Monday, 5 * 480));
        var m = report.Total;
        Assert.Equal((5_000m, 4_000m, 6_000m, 10_000m), (m.PlannedValue, m.EarnedValue, m.ActualCost, m.Budget));
        Assert.Equal((-2_000m, -1_000m), (m.CostVariance, m.ScheduleVariance));
        Assert.Equal((0.6667m, 0.8m), (Math.Round(m.CostIndex!.Value, 4), m.ScheduleIndex!.Value));
        Assert.Equal(15_000m, m.EstimateByCost);
        Assert.Equal(12_000m, m.EstimateByBudget);
        Assert.Equal(17_250m, Math.Round(m.EstimateByCostAndSchedule!.Value, 6));
        Assert.Equal((9_000m, -5_000m), (m.EstimateToComplete!.Value, m.VarianceAtCompletion!.Value));
        Assert.Equal(1.5m, m.ToCompleteBudget);
        Assert.Equal(0.6667m, Math.Round(m.ToCompleteEstimate!.Value, 4));
    }

    [Fact]
    public void Earned_schedule_is_where_the_planned_curve_stood_at_todays_earned_value()
    {
        var status = WorkCalendar.Standard.Add(Monday, 5 * 480);
        var report = new EarnedValueReport([Line(1, 10_000, 10, 40, 6_000)], status);
        var baseline = (Monday, WorkCalendar.Standard.Add(Monday, 10 * 480));
        var schedule = EarnedSchedule.Of(at => report.Curve([at])[0].PlannedValue, report.Total.EarnedValue, baseline, status, WorkCalendar.Standard);
        Assert.Equal((4L * 480, 5L * 480, 10L * 480), (schedule.Earned, schedule.ActualTime, schedule.PlannedDuration));
        Assert.Equal((-480L, 0.8, 6_000L), (schedule.Variance, schedule.Index!.Value, schedule.EstimatedDuration!.Value));
    }

    [Fact]
    public void After_the_planned_finish_the_indices_in_time_still_show_the_delay()
    {
        // At the end SPI of a late plan returns to 1; SPI(t) does not (Lipke 2003).
        var status = WorkCalendar.Standard.Add(Monday, 20 * 480);
        var report = new EarnedValueReport([Line(1, 10_000, 10, 100, 10_000)], status);
        var schedule = EarnedSchedule.Of(at => report.Curve([at])[0].PlannedValue, report.Total.EarnedValue, (Monday, WorkCalendar.Standard.Add(Monday, 10 * 480)), status, WorkCalendar.Standard);
        Assert.Equal(1m, report.Total.ScheduleIndex);
        Assert.Equal(0.5, schedule.Index);
    }

    [Fact]
    public void Summaries_sum_what_is_under_them_and_what_is_booked_on_themselves()
    {
        var report = new EarnedValueReport([Line(1, 0, 0, 0, 500), Line(2, 1_000, 5, 100, 900, parent: 1), Line(3, 2_000, 5, 0, 0, parent: 1, after: 5)], WorkCalendar.Standard.Add(Monday, 5 * 480));
        Assert.Equal(new EarnedValueMeasures(1_000, 1_000, 1_400, 3_000), report[1]);
        Assert.Equal(report.Total, report[1]);
    }

    [Fact]
    public void Nothing_spent_leaves_the_ratios_empty_instead_of_dividing_by_zero()
    {
        var total = new EarnedValueReport([Line(1, 1_000, 5, 0, 0)], Monday.AddDays(-3)).Total;
        Assert.Null(total.CostIndex);
        Assert.Null(total.ScheduleIndex);
        Assert.Null(total.EstimateByCost);
        Assert.Null(total.EstimateByCostAndSchedule);
        Assert.Equal(1m, total.ToCompleteBudget);
    }

    [Fact]
    public void A_rate_that_rises_half_way_costs_half_at_each()
    {
        var finish = WorkCalendar.Standard.Add(Monday, 10 * 480);
        var cost = new AssignmentCost([new Rate(Monday.AddYears(-1), 100), new Rate(WorkCalendar.Standard.NextWork(WorkCalendar.Standard.Add(Monday, 5 * 480)), 120, PerUse: 50)], WorkCalendar.Standard);
        var spreads = cost.Of(10 * 480, Monday, finish);
        Assert.Equal(40 * 100m + 40 * 120m, spreads.Sum(s => s.Amount));
        Assert.Equal(40 * 100m, spreads.Sum(s => s.UpTo(WorkCalendar.Standard.Add(Monday, 5 * 480), WorkCalendar.Standard)));
    }

    [Fact]
    public void Accrual_at_start_or_finish_books_the_whole_sum_there()
    {
        var finish = WorkCalendar.Standard.Add(Monday, 480);
        Assert.Equal(5, new CostSpread(5, Monday, finish, CostAccrual.Start).UpTo(Monday, WorkCalendar.Standard));
        Assert.Equal(0, new CostSpread(5, Monday, finish, CostAccrual.Finish).UpTo(finish.AddMinutes(-1), WorkCalendar.Standard));
        Assert.Equal(5, new CostSpread(5, Monday, finish, CostAccrual.Finish).UpTo(finish, WorkCalendar.Standard));
    }

    [Fact]
    public void Planned_value_never_falls_and_ends_at_the_budget() =>
        Gen.Select(Gen.Int[1, 20].Array[1, 8], Gen.Int[0, 40].Array[2, 10]).Sample((days, steps) =>
        {
            var lines = days.Select((d, i) => Line(i, d * 100, d, 0, 0, after: i)).ToList();
            var report = new EarnedValueReport(lines, Monday);
            var curve = report.Curve(steps.Order().Select(s => Monday.AddDays(s)).Append(Monday.AddYears(1))).Select(p => p.PlannedValue).ToList();
            Assert.Equal(curve.Order(), curve);
            Assert.Equal(report.Total.Budget, curve[^1]);
        }, iter: 500);
}
