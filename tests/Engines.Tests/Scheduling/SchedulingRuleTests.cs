using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Single rules on plans small enough to reason by hand. Monday 2026-03-02 is the start; a day is 480 minutes.</summary>
public sealed class SchedulingRuleTests
{
    private const int Day = 480;
    private static readonly DateTime Start = new(2026, 3, 2, 8, 0, 0);

    private static DateTime At(int day, int hour) => new(2026, 3, day, hour, 0, 0);
    private static Activity Task(int key, int days) => new() { Key = key, Duration = days * Day };
    private static Schedule Compute(PlanMode mode, Activity[] activities, Dependency[] links, PlanOptions? options = null, DateTime? dataDate = null) =>
        Schedule.Compute(new Plan { Mode = mode, Start = Start, Activities = activities, Dependencies = links, Options = options ?? new(), DataDate = dataDate });

    [Fact]
    public void As_late_as_possible_takes_the_total_float_in_Project_and_pushes_its_successors()
    {
        Activity[] tasks = [Task(1, 5), Task(2, 1) with { Constraint = ConstraintType.AsLateAsPossible }, Task(3, 1)];
        var schedule = Compute(PlanMode.MsProject, tasks, [new(2, 3)]);
        Assert.Equal((At(5, 8), At(6, 8)), (schedule[2].Start, schedule[3].Start));
        Assert.Equal((Start, 0L), (schedule[2].EarlyStart, schedule[2].TotalFloat));
    }

    [Fact]
    public void As_late_as_possible_takes_only_the_free_float_in_P6()
    {
        Activity[] tasks = [Task(1, 3), Task(2, 1) with { Constraint = ConstraintType.AsLateAsPossible }, Task(3, 1), Task(4, 9)];
        var schedule = Compute(PlanMode.P6, tasks, [new(1, 3), new(2, 3)]);
        Assert.Equal((At(4, 8), At(5, 8)), (schedule[2].EarlyStart, schedule[3].EarlyStart));
    }

    [Fact]
    public void Retained_logic_holds_the_remaining_work_and_progress_override_lets_it_go()
    {
        Activity[] tasks = [Task(1, 5), Task(2, 4) with { ActualStart = Start, Remaining = 2 * Day, PercentComplete = 50 }];
        Assert.Equal(At(12, 17), Compute(PlanMode.P6, tasks, [new(1, 2)], new PlanOptions { Progress = ProgressLogic.Retained }, At(4, 8))[2].EarlyFinish);
        Assert.Equal(At(5, 17), Compute(PlanMode.P6, tasks, [new(1, 2)], new PlanOptions { Progress = ProgressLogic.Override }, At(4, 8))[2].EarlyFinish);
    }

    [Fact]
    public void In_P6_nothing_unstarted_begins_before_the_data_date_and_in_Project_it_may()
    {
        Assert.Equal(At(4, 8), Compute(PlanMode.P6, [Task(1, 1)], [], dataDate: At(4, 8))[1].Start);
        Assert.Equal(Start, Compute(PlanMode.MsProject, [Task(1, 1)], [], dataDate: At(4, 8))[1].Start);
    }

    [Fact]
    public void A_start_no_earlier_date_before_the_projects_start_is_obeyed_in_Project()
    {
        var early = new DateTime(2026, 2, 26, 8, 0, 0);
        var schedule = Compute(PlanMode.MsProject, [Task(1, 1) with { Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = early }], []);
        Assert.Equal(early, schedule[1].Start);
    }

    [Fact]
    public void A_manual_task_stays_where_it_was_put_and_drives_its_successors()
    {
        Activity[] tasks = [Task(1, 5), Task(2, 1) with { Manual = new ManualDates(At(3, 8), At(4, 17)) }, Task(3, 1)];
        var schedule = Compute(PlanMode.MsProject, tasks, [new(1, 2), new(2, 3)]);
        Assert.Equal((At(3, 8), At(5, 8)), (schedule[2].Start, schedule[3].Start));
        Assert.Equal(DriverKind.Manual, schedule[2].Driver);
    }

    [Fact]
    public void An_inactive_task_moves_nothing_and_counts_nowhere()
    {
        Activity[] tasks = [new() { Key = 9, Type = ActivityType.Summary }, Task(1, 20) with { Inactive = true, Parent = 9 }, Task(2, 1) with { Parent = 9 }];
        var schedule = Compute(PlanMode.MsProject, tasks, [new(1, 2)]);
        Assert.Equal((Start, At(2, 17), At(2, 17)), (schedule[2].Start, schedule[9].Finish, schedule.Finish));
    }

    [Fact]
    public void A_mandatory_start_beats_its_links_in_P6_and_start_on_does_not()
    {
        Activity[] Tasks(ConstraintType type) => [Task(1, 5), Task(2, 1) with { Constraint = type, ConstraintDate = At(4, 8) }];
        var mandatory = Compute(PlanMode.P6, Tasks(ConstraintType.MandatoryStart), [new(1, 2)]);
        Assert.Equal((At(4, 8), -3L * Day), (mandatory[2].EarlyStart, mandatory[1].TotalFloat));
        var on = Compute(PlanMode.P6, Tasks(ConstraintType.MustStartOn), [new(1, 2)]);
        Assert.Equal((At(9, 8), -3L * Day), (on[2].EarlyStart, on[2].TotalFloat));
    }

    [Fact]
    public void A_must_start_date_beats_links_in_Project_unless_it_is_told_not_to_honor_it()
    {
        Activity[] tasks = [Task(1, 5), Task(2, 1) with { Constraint = ConstraintType.MustStartOn, ConstraintDate = At(4, 8) }];
        Assert.Equal(At(4, 8), Compute(PlanMode.MsProject, tasks, [new(1, 2)])[2].Start);
        Assert.Equal(At(9, 8), Compute(PlanMode.MsProject, tasks, [new(1, 2)], new PlanOptions { HonorConstraints = false })[2].Start);
    }

    [Fact]
    public void A_level_of_effort_spans_what_it_is_linked_to_and_drives_nothing()
    {
        Activity[] tasks = [Task(1, 2), Task(2, 3), new() { Key = 3, Type = ActivityType.LevelOfEffort }];
        var schedule = Compute(PlanMode.P6, tasks, [new(1, 2), new(1, 3, LinkType.StartStart), new(3, 2, LinkType.FinishFinish)]);
        Assert.Equal((Start, At(6, 17), 5L * Day), (schedule[3].EarlyStart, schedule[3].EarlyFinish, schedule[3].Duration));
    }

    [Fact]
    public void A_start_to_start_link_leaves_the_late_finish_alone_in_P6_and_not_in_Project()
    {
        Activity[] tasks = [Task(1, 2), Task(2, 5)];
        Assert.Equal((At(6, 17), 4L * Day - Day), (Compute(PlanMode.P6, tasks, [new(1, 2, LinkType.StartStart)])[1].LateFinish, Compute(PlanMode.P6, tasks, [new(1, 2, LinkType.StartStart)])[1].TotalFloat));
        Assert.Equal((At(3, 17), 0L), (Compute(PlanMode.MsProject, tasks, [new(1, 2, LinkType.StartStart)])[1].LateFinish, Compute(PlanMode.MsProject, tasks, [new(1, 2, LinkType.StartStart)])[1].TotalFloat));
    }

    [Fact]
    public void A_start_milestone_waits_for_work_in_P6_and_a_finish_milestone_stands_where_its_predecessor_ends()
    {
        Activity[] tasks = [Task(1, 1), new() { Key = 2, Type = ActivityType.StartMilestone }, new() { Key = 3, Type = ActivityType.Milestone }];
        var schedule = Compute(PlanMode.P6, tasks, [new(1, 2), new(1, 3)]);
        Assert.Equal((At(3, 8), At(2, 17)), (schedule[2].Start, schedule[3].Start));
    }

    [Fact]
    public void What_drives_a_date_is_named()
    {
        Activity[] tasks = [Task(1, 2), Task(2, 1), Task(3, 1) with { Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = At(3, 8) }];
        var schedule = Compute(PlanMode.MsProject, tasks, [new(1, 2), new(3, 2)]);
        Assert.Equal(DriverKind.ProjectStart, schedule[1].Driver);
        Assert.Equal(DriverKind.Constraint, schedule[3].Driver);
        Assert.Equal(1, schedule[2].DrivenBy?.From);
    }

    [Fact]
    public void A_task_with_day_and_night_shift_is_worked_by_both()
    {
        var night = new WorkingDay?[7];
        for (var d = 0; d < 5; d++) night[d] = WorkingDay.Of(new Shift(1020, 1440));
        var set = new CalendarSet([new CalendarDefinition { Uid = 1, Name = "Day" }, new CalendarDefinition { Uid = 2, Name = "Night", Week = night }], 1);
        Assert.Equal(480 + 420, set.For(null, [1, 2]).Between(At(2, 0), At(3, 0)));
    }

    [Fact]
    public void The_longest_path_is_critical_whatever_its_float()
    {
        Activity[] tasks = [Task(1, 2), Task(2, 3), Task(3, 4)];
        var schedule = Compute(PlanMode.P6, tasks, [new(1, 2)], new PlanOptions { CriticalIsLongestPath = true, CriticalFloat = 100_000 });
        Assert.Equal([true, true, false], schedule.Rows.Select(r => r.Critical));
    }
}
