using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Rules of progress and of spanning activities, as Primavera's help describes them, on plans small enough to reason by hand. Monday 2026-03-02 is the start.</summary>
public sealed class P6RuleTests
{
    private const int Day = 480;
    private static readonly DateTime Start = new(2026, 3, 2, 8, 0, 0);

    private static DateTime At(int day, int hour) => new(2026, 3, day, hour, 0, 0);
    private static Activity Task(int key, int days) => new() { Key = key, Duration = days * Day };
    private static Activity Begun(int key, int days, int left) => Task(key, days) with { ActualStart = Start, Remaining = left * Day };
    private static Schedule Compute(Activity[] activities, Dependency[] links, PlanOptions? options = null, DateTime? dataDate = null) =>
        Schedule.Compute(new Plan { Mode = PlanMode.P6, Start = Start, Activities = activities, Dependencies = links, Options = options ?? new(), DataDate = dataDate });

    [Theory]
    [InlineData(ProgressLogic.Retained, 12, 1)]
    [InlineData(ProgressLogic.Override, 5, 3)]
    [InlineData(ProgressLogic.ActualDates, 5, -7)]
    public void Work_out_of_sequence_binds_its_predecessor_as_the_progress_logic_says(ProgressLogic logic, int finish, int floatDays)
    {
        Activity[] tasks = [Task(1, 5), Begun(2, 4, 2), Task(3, 8)];
        var schedule = Compute(tasks, [new(1, 2)], new PlanOptions { Progress = logic }, At(4, 8));
        Assert.Equal((At(finish, 17), (long)floatDays * Day), (schedule[2].EarlyFinish, schedule[1].TotalFloat));
    }

    [Fact]
    public void Suspended_work_goes_on_at_its_resume_date_or_the_data_date_whichever_is_later()
    {
        Assert.Equal(At(10, 17), Compute([Begun(1, 4, 2) with { Resume = At(9, 8) }], [], dataDate: At(4, 8))[1].EarlyFinish);
        Assert.Equal(At(5, 17), Compute([Begun(1, 4, 2) with { Resume = At(3, 8) }], [], dataDate: At(4, 8))[1].EarlyFinish);
    }

    [Fact]
    public void Work_begun_after_the_data_date_has_its_remainder_after_its_start()
    {
        var schedule = Compute([Begun(1, 4, 2) with { ActualStart = At(10, 8) }], [], dataDate: At(4, 8));
        Assert.Equal((At(10, 8), At(11, 17)), (schedule[1].EarlyStart, schedule[1].EarlyFinish));
    }

    [Fact]
    public void An_expected_finish_sets_what_remains_only_where_the_plan_uses_it()
    {
        Activity[] tasks = [Begun(1, 4, 2) with { ExpectedFinish = At(11, 17) }, Task(2, 1) with { ExpectedFinish = At(16, 12) }];
        var used = Compute(tasks, [new(1, 2)], new PlanOptions { UseExpectedFinish = true }, At(4, 8));
        Assert.Equal((At(11, 17), 6L * Day, At(12, 8), At(16, 12), 2L * Day + 240), (used[1].EarlyFinish, used[1].Remaining, used[2].EarlyStart, used[2].EarlyFinish, used[2].Duration));
        Assert.Equal(At(5, 17), Compute(tasks, [new(1, 2)], dataDate: At(4, 8))[1].EarlyFinish);
    }

    [Fact]
    public void A_finish_constraint_still_binds_work_that_has_begun_and_a_start_constraint_does_not()
    {
        var late = Compute([Begun(1, 4, 3) with { Constraint = ConstraintType.FinishNoLaterThan, ConstraintDate = At(5, 17) }], [], dataDate: At(4, 8))[1];
        Assert.Equal((At(6, 17), -1L * Day), (late.EarlyFinish, late.TotalFloat));
        var start = Compute([Begun(1, 4, 3) with { Constraint = ConstraintType.StartNoLaterThan, ConstraintDate = Start.AddDays(-7) }], [], dataDate: At(4, 8))[1];
        Assert.Equal(0, start.TotalFloat);
        Assert.Equal(At(16, 17), Compute([Begun(1, 4, 3) with { SecondConstraint = ConstraintType.FinishNoEarlierThan, SecondConstraintDate = At(16, 17) }], [], dataDate: At(4, 8))[1].EarlyFinish);
    }

    [Fact]
    public void Dates_kept_for_links_to_plans_that_are_not_there_bound_it_unless_they_are_ignored()
    {
        Activity[] tasks = [Task(1, 1) with { ExternalStart = At(9, 8), ExternalFinish = At(6, 17) }];
        var bound = Compute(tasks, [])[1];
        Assert.Equal((At(9, 8), DriverKind.External, -1L * Day), (bound.EarlyStart, bound.Driver, bound.TotalFloat));
        Assert.Equal((Start, 0), (Compute(tasks, [], new PlanOptions { IgnoreExternal = true })[1].EarlyStart, Compute(tasks, [], new PlanOptions { IgnoreExternal = true })[1].TotalFloat));
    }

    [Fact]
    public void A_wbs_summary_activity_spans_all_under_its_node()
    {
        Activity[] tasks = [new() { Key = 10, Type = ActivityType.Summary }, Task(1, 2) with { Parent = 10 }, Task(2, 3) with { Parent = 10 }, new() { Key = 3, Parent = 10, Type = ActivityType.WbsSummary }, Task(4, 9), new() { Key = 5, Type = ActivityType.WbsSummary }];
        var schedule = Compute(tasks, [new(1, 2)]);
        Assert.Equal((Start, At(6, 17), 5L * Day, 4L * Day), (schedule[3].EarlyStart, schedule[3].EarlyFinish, schedule[3].Duration, schedule[3].TotalFloat));
        Assert.Equal((Start, At(12, 17)), (schedule[5].EarlyStart, schedule[5].EarlyFinish));
    }

    [Fact]
    public void A_level_of_effort_counts_lags_stands_in_working_time_and_waits_for_the_data_date()
    {
        Activity[] tasks = [Task(1, 2), Task(2, 3), Task(3, 0) with { Type = ActivityType.LevelOfEffort }];
        var lagged = Compute(tasks, [new(1, 2), new(1, 3, LinkType.StartStart, Day), new(3, 2, LinkType.FinishFinish, Day)]);
        Assert.Equal((At(3, 8), At(5, 17)), (lagged[3].EarlyStart, lagged[3].EarlyFinish));
        var between = Compute(tasks, [new(1, 2, Lag: 3 * Day), new(1, 3), new(3, 2)]);
        Assert.Equal((At(4, 8), At(6, 17), 3L * Day), (between[3].EarlyStart, between[3].EarlyFinish, between[3].Duration));
        Assert.Equal(At(4, 8), Compute([Begun(1, 2, 1), Task(2, 3), tasks[2]], [new(1, 3, LinkType.StartStart), new(2, 3, LinkType.FinishFinish)], dataDate: At(4, 8))[3].EarlyStart);
    }

    [Fact]
    public void A_hammock_hangs_between_its_links_and_drives_what_follows()
    {
        Activity[] tasks = [Task(1, 2), Task(2, 6), new() { Key = 3, Type = ActivityType.Hammock }, Task(4, 1)];
        var schedule = Compute(tasks, [new(1, 3), new(2, 3, LinkType.FinishFinish), new(3, 4)]);
        Assert.Equal((At(4, 8), At(9, 17), 4L * Day, At(10, 8)), (schedule[3].EarlyStart, schedule[3].EarlyFinish, schedule[3].Duration, schedule[4].EarlyStart));
        Assert.Equal((0, 0, 4L * Day), (schedule[3].FinishFloat, schedule[2].TotalFloat, schedule[1].TotalFloat));
    }

    [Fact]
    public void A_levelling_delay_counts_round_the_clock_after_the_links()
    {
        var plan = new Plan { Start = Start, Activities = [Task(1, 1), Task(2, 1) with { Delay = 2 * 1440 }], Dependencies = [new(1, 2)] };
        Assert.Equal(At(5, 8), Schedule.Compute(plan)[2].EarlyStart);
    }
}
