using CsCheck;
using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Microsoft Project's table of what follows what: a ten-day task (4,800 minutes) with one resource full time.</summary>
public sealed class TaskWorkTests
{
    private static TaskWork Task(TaskType type, bool effortDriven = true) => new TaskWork(type, effortDriven, 4_800, []).WithResource(1, 1);

    private static (long Duration, long Work, double Units) Of(TaskWork task) => (task.Duration, task.Work, Math.Round(task.Assigned.Sum(a => a.Units), 6));

    [Theory]
    [InlineData(TaskType.FixedUnits, 2_400, 4_800, 2.0)]
    [InlineData(TaskType.FixedDuration, 4_800, 9_600, 2.0)]
    [InlineData(TaskType.FixedWork, 2_400, 4_800, 2.0)]
    public void Changed_units_change_the_duration_or_of_fixed_duration_the_work(TaskType type, long duration, long work, double units) =>
        Assert.Equal((duration, work, units), Of(Task(type).WithUnits(1, 2)));

    [Theory]
    [InlineData(TaskType.FixedUnits, 2_400, 2_400, 1.0)]
    [InlineData(TaskType.FixedDuration, 2_400, 2_400, 1.0)]
    [InlineData(TaskType.FixedWork, 2_400, 4_800, 2.0)]
    public void A_changed_duration_changes_the_work_or_of_fixed_work_the_units(TaskType type, long duration, long work, double units) =>
        Assert.Equal((duration, work, units), Of(Task(type).WithDuration(2_400)));

    [Theory]
    [InlineData(TaskType.FixedUnits, 9_600, 9_600, 1.0)]
    [InlineData(TaskType.FixedDuration, 4_800, 9_600, 2.0)]
    [InlineData(TaskType.FixedWork, 9_600, 9_600, 1.0)]
    public void Changed_work_changes_the_duration_or_of_fixed_duration_the_units(TaskType type, long duration, long work, double units) =>
        Assert.Equal((duration, work, units), Of(Task(type).WithWork(9_600)));

    [Theory]
    [InlineData(TaskType.FixedUnits, true, 2_400, 4_800, 2.0)]
    [InlineData(TaskType.FixedUnits, false, 4_800, 9_600, 2.0)]
    [InlineData(TaskType.FixedDuration, true, 4_800, 4_800, 1.0)]
    [InlineData(TaskType.FixedDuration, false, 4_800, 9_600, 2.0)]
    [InlineData(TaskType.FixedWork, false, 2_400, 4_800, 2.0)]
    public void A_second_resource_shares_the_work_of_an_effort_driven_task_and_brings_its_own_to_others(TaskType type, bool effortDriven, long duration, long work, double units) =>
        Assert.Equal((duration, work, units), Of(Task(type, effortDriven).WithResource(2, 1)));

    [Fact]
    public void A_resource_that_comes_and_goes_leaves_an_effort_driven_task_as_it_was() => Gen.Select(Gen.Int[0, 2], Gen.Int[1, 200], Gen.Int[1, 4]).Sample((type, days, units) =>
    {
        var task = new TaskWork((TaskType)type, true, days * 480, []).WithResource(1, 1);
        Assert.Equal(Of(task), Of(task.WithResource(2, units).Without(2)));
    });

    [Fact]
    public void The_three_percents_measure_duration_work_and_the_thing_itself()
    {
        Assert.Equal((75.0, 20.0, 10.0), (PercentComplete.Of(PercentKind.Duration, 400, 100), PercentComplete.Of(PercentKind.Work, 400, 100, 60, 240), PercentComplete.Of(PercentKind.Physical, 400, 100, physical: 10)));
        Assert.Equal(100, PercentComplete.Remaining(400, 75));
    }

    [Fact]
    public void A_recurring_task_is_a_summary_of_dated_occurrences_and_one_on_a_free_day_moves_on()
    {
        var weekly = new RecurringTask(new Recurrence(RecurrenceKind.Weekly, 1, DaysOfWeek: 0b0000001), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 20), new TimeOnly(9, 0), 60);
        var schedule = Schedule.Compute(new Plan { Start = PlanGen.Start, Activities = weekly.Rows(10) });
        Assert.Equal([new DateTime(2026, 3, 9, 8, 0, 0), new DateTime(2026, 3, 16, 8, 0, 0)], schedule.Rows.Where(r => r.Activity.Parent == 10).Select(r => r.Start));
        Assert.Equal(new DateTime(2026, 3, 16, 9, 0, 0), schedule[10].Finish);
    }
}
