using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Programs;
using Tandem.Scheduling.Risk;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Risk;

public sealed class ProgramSimulationTests
{
    private static Plan Two => new() { Start = PlanGen.Start, Activities = [new Activity { Key = 7, Duration = 960 }, new Activity { Key = 3, Duration = 480 }], Dependencies = [new(7, 3)] };

    /// <summary>A fixed extra duration in the first plan is a new plan for the scheduler: every finish must be the one it makes.</summary>
    [Fact]
    public void Each_run_is_the_schedule_of_the_whole_program_with_the_drawn_durations() => Gen.Select(PlanGen.Any, PlanGen.Any, Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[0, 60]).Sample((first, second, from, to, halves) =>
    {
        (from, to) = (first.Activities[from % first.Activities.Count].Key, second.Activities[to % second.Activities.Count].Key);
        Plan Longer(Plan plan) => plan with { Activities = [.. plan.Activities.Select(a => a.Key == from ? a with { Duration = halves * 30 } : a)] };
        ProgramNetwork Program(Plan one) => new([new(1, one), new(2, second)], [new((1, from), (2, to))]);
        var program = Program(first);
        var model = new RiskModel { Plan = program.Plan, Watched = [program.SummaryOf(1), program.SummaryOf(2)], Durations = [new UncertainDuration(program.KeyOf(1, from), new Certain(halves * 30))] };
        var answer = new RiskSimulation(model).Run(new RiskRuns { Runs = 2, Threads = 1 });
        var drawn = Program(Longer(first));
        var expected = Schedule.Compute(drawn.Plan);
        Assert.Equal([drawn.Of(1, expected).Finish, drawn.Of(2, expected).Finish], answer.Watched.Select(finishes => finishes[1]));
        Assert.Equal(expected.Finish, answer.FinishAt(1));
    }, iter: 2_000);

    [Fact]
    public void A_risk_of_one_plan_delays_the_plan_that_waits_for_it_in_the_same_runs()
    {
        var program = new ProgramNetwork([new(4, Two), new(9, Two)], [new((4, 3), (9, 7))]);
        var planned = Schedule.Compute(program.Plan);
        var model = new RiskModel { Plan = program.Plan, Watched = [program.SummaryOf(4), program.SummaryOf(9)], Risks = [new RiskEvent(55, "Late delivery", 0.5, [new RiskImpact(program.KeyOf(4, 3), new Certain(960))])] };
        var answer = new RiskSimulation(model).Run(new RiskRuns { Runs = 2_000 });
        Assert.Equal(answer.Watched[0].Select(f => f > program.Of(4, planned).Finish), answer.Watched[1].Select(f => f > program.Of(9, planned).Finish));
        Assert.Equal(answer.Finishes, answer.Watched[1]);
        Assert.InRange(answer.PlannedConfidence, 0.45, 0.55);
        Assert.Equal(960.0, answer.Risks.Single().FinishEffect);
    }
}
