using CsCheck;
using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class PathTests
{
    private static readonly DateTime Monday = new(2026, 1, 5, 8, 0, 0);

    /// <summary>1 → 2 (5 d) → 4, 1 → 3 (3 d) → 4; 1 and 4 take a day.</summary>
    private static Plan Diamond => new()
    {
        Start = Monday,
        Activities = [A(1, 1), A(2, 5), A(3, 3), A(4, 1)],
        Dependencies = [new(1, 2), new(1, 3), new(2, 4), new(3, 4)],
    };

    private static Activity A(int key, int days) => new() { Key = key, Duration = days * 480 };

    [Fact]
    public void The_chain_to_an_activity_names_each_link_back_to_the_plans_start()
    {
        var steps = DrivingPath.To(Schedule.Compute(Diamond), 4);
        Assert.Equal([4, 2, 1], steps.Select(s => s.Activity.Key));
        Assert.Equal([DriverKind.Link, DriverKind.Link, DriverKind.ProjectStart], steps.Select(s => s.Driver));
        Assert.Equal(new Dependency(2, 4), steps[0].Link);
    }

    [Fact]
    public void A_constraint_ends_the_chain_and_is_named()
    {
        var plan = Diamond with { Activities = [A(1, 1), A(2, 5), A(3, 3), A(4, 1) with { Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = Monday.AddDays(28) }] };
        var step = Assert.Single(DrivingPath.To(Schedule.Compute(plan), 4));
        Assert.Equal(DriverKind.Constraint, step.Driver);
    }

    [Fact]
    public void Drag_is_the_float_of_the_path_beside_or_the_duration()
    {
        var schedule = Schedule.Compute(Diamond);
        Assert.Equal([480, 2 * 480, 0, 480], Diamond.Activities.Select(a => ActivityDrag.Of(schedule, a.Key)));
    }

    [Fact]
    public void Drag_is_never_more_than_what_is_left_and_nothing_off_the_critical_path() => PlanGen.Simple.Sample(plan =>
    {
        var schedule = Schedule.Compute(plan);
        foreach (var row in schedule.Rows)
        {
            var drag = ActivityDrag.Of(schedule, row.Key);
            Assert.InRange(drag, 0, Math.Max(0, plan.Calendar.Between(row.Start, row.Finish)));
            if (row.TotalFloat > 0 && plan.Mode == PlanMode.MsProject) Assert.Equal(0, drag); // P6's finish float may hide that a start drives
        }
    }, iter: 300);

    [Fact]
    public void The_first_float_path_is_the_critical_one_and_the_second_has_the_float_beside_it()
    {
        var paths = FloatPaths.To(Schedule.Compute(Diamond));
        Assert.Equal([4, 2, 1], paths[0].Keys);
        Assert.Equal([3], paths[1].Keys);
        Assert.Equal((0L, 2L * 480), (paths[0].RelativeFloat, paths[1].RelativeFloat));
    }

    [Fact]
    public void Float_paths_name_no_activity_twice_and_come_in_order_of_float() => PlanGen.Simple.Sample(plan =>
    {
        var paths = FloatPaths.To(Schedule.Compute(plan), most: 50);
        Assert.Equal(paths.SelectMany(p => p.Keys).Distinct().Count(), paths.Sum(p => p.Keys.Count));
        Assert.Equal(paths.Select(p => p.RelativeFloat).Order(), paths.Select(p => p.RelativeFloat));
    }, iter: 500);
}
