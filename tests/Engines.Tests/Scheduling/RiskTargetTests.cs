using Tandem.Scheduling;
using Tandem.Scheduling.Risk;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class RiskTargetTests
{
    [Fact]
    public void A_simulation_about_one_milestone_leaves_out_what_comes_after_it()
    {
        var plan = new Plan
        {
            Start = new(2026, 1, 5, 8, 0, 0),
            Activities = [new() { Key = 1, Duration = 960 }, new() { Key = 2, Type = ActivityType.Milestone }, new() { Key = 3, Duration = 9_600 }],
            Dependencies = [new(1, 2), new(2, 3)],
        };
        var model = new RiskModel { Plan = plan, Target = 2, Durations = [new UncertainDuration(1, new Triangular(480, 960, 1_920)), new UncertainDuration(3, new Triangular(4_800, 9_600, 19_200))] };
        var answer = new RiskSimulation(model).Run(new RiskRuns { Runs = 400 });
        Assert.Equal(new DateTime(2026, 1, 6, 17, 0, 0), answer.PlannedFinish);
        Assert.InRange(answer.FinishAt(1), answer.PlannedFinish, new DateTime(2026, 1, 8, 17, 0, 0));
        Assert.Equal((1.0, 0.0), (answer.Activities.Single(a => a.Activity == 1).Criticality, answer.Activities.Single(a => a.Activity == 3).Criticality));
    }
}
