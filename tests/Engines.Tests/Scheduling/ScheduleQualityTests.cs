using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class ScheduleQualityTests
{
    private static readonly DateTime Monday = new(2026, 1, 5, 8, 0, 0);

    private static Activity A(int key, int days = 2) => new() { Key = key, Duration = days * 480 };

    private static Dictionary<string, QualityCheck> Assess(Plan plan, DateTime? status = null, Dictionary<int, DateTime>? baseline = null, HashSet<int>? resourced = null) =>
        ScheduleQuality.Assess(new QualityInput { Schedule = Schedule.Compute(plan), StatusDate = status, BaselineFinish = baseline ?? [], Resourced = resourced }).ToDictionary(c => c.Code);

    private static Plan Chain(int count) => new() { Start = Monday, Activities = [.. Enumerable.Range(1, count).Select(i => A(i))], Dependencies = [.. Enumerable.Range(1, count - 1).Select(i => new Dependency(i, i + 1))] };

    [Fact]
    public void A_plain_chain_passes_all_that_can_be_checked()
    {
        var checks = Assess(Chain(10));
        Assert.Equal(18, checks.Count);
        Assert.All(checks.Values, c => Assert.True(c.Passed ?? true, c.Code));
        Assert.True(checks["critical_path_test"].Passed);
        Assert.Null(checks["resources"].Passed);
        Assert.Null(checks["missed_tasks"].Passed);
    }

    [Fact]
    public void An_open_end_a_lead_a_lag_and_a_hard_date_are_each_found_with_what_mends_them()
    {
        var chain = Chain(6);
        var plan = chain with
        {
            Activities = [.. chain.Activities.Select(a => a.Key == 3 ? a with { Constraint = ConstraintType.MustStartOn, ConstraintDate = Monday.AddDays(7) } : a), A(7, 1)],
            Dependencies = [new(1, 2), new(2, 3, Lag: -60), new(3, 4, Lag: 480), new(4, 5, LinkType.StartStart), new(5, 6), new(1, 7)],
        };
        var checks = Assess(plan);
        Assert.Equal(QualityFix.RemoveLag, Assert.Single(checks["leads"].Findings).Fix);
        Assert.Equal(4, Assert.Single(checks["lags"].Findings).Key);
        Assert.Equal(QualityFix.MakeFinishStart, Assert.Single(checks["relationship_types"].Findings).Fix);
        Assert.Equal(3, Assert.Single(checks["hard_constraints"].Findings).Key);
        Assert.Contains(checks["logic"].Findings, f => f is { Key: 7, Fix: QualityFix.AddSuccessor });
        Assert.Equal(4, Assert.Single(checks["dangling"].Findings).Key);
    }

    [Fact]
    public void A_deadline_that_cant_be_met_is_negative_float_and_lowers_the_path_index()
    {
        var chain = Chain(5);
        var plan = chain with { Activities = [.. chain.Activities.Select(a => a.Key == 5 ? a with { Deadline = Monday.AddDays(4).AddHours(9) } : a)] };
        var checks = Assess(plan);
        Assert.Equal(5, checks["negative_float"].Findings.Count);
        Assert.Equal(0.5, checks["cpli"].Value);
        Assert.False(checks["cpli"].Passed);
    }

    [Fact]
    public void Late_work_against_the_baseline_shows_as_missed_and_in_the_execution_index()
    {
        var plan = Chain(4) with { DataDate = Monday.AddDays(7) };
        var done = plan with { Activities = [.. plan.Activities.Select(a => a.Key == 1 ? a with { ActualStart = Monday, ActualFinish = Monday.AddDays(3).AddHours(9), PercentComplete = 100 } : a)] };
        var baseline = new Dictionary<int, DateTime> { [1] = Monday.AddDays(1).AddHours(9), [2] = Monday.AddDays(3).AddHours(9), [3] = Monday.AddDays(30), [4] = Monday.AddDays(40) };
        var checks = Assess(done, Monday.AddDays(7), baseline);
        Assert.Equal([1, 2], checks["missed_tasks"].Findings.Select(f => f.Key));
        Assert.Equal(0.5, checks["bei"].Value);
        Assert.Contains(checks["invalid_dates"].Findings, f => f is { Key: 2, Fix: QualityFix.RescheduleRemaining });
    }

    [Fact]
    public void A_link_that_a_chain_says_already_is_redundant()
    {
        var plan = Chain(4);
        var checks = Assess(plan with { Dependencies = [.. plan.Dependencies, new(1, 4)] });
        Assert.Equal(new Dependency(1, 4), Assert.Single(checks["redundant"].Findings).Link);
    }

    [Fact]
    public void Rows_without_a_resource_are_named_where_the_plan_has_resources() =>
        Assert.Equal([2, 3], Assess(Chain(3), resourced: [1])["resources"].Findings.Select(f => f.Key));
}
