using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Programs;
using Tandem.Scheduling.Risk;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class ProgramNetworkTests
{
    [Fact]
    public void Plans_without_links_between_them_keep_their_own_dates() => Gen.Select(PlanGen.Simple, PlanGen.Simple, Gen.Int[0, 20]).Sample((first, second, days) =>
    {
        second = second with { Mode = first.Mode, Start = second.Start.AddDays(days) };
        var program = new ProgramNetwork([new(1, first), new(2, second)], []);
        var schedule = Schedule.Compute(program.Plan);
        foreach (var (id, plan) in new[] { (1, first), (2, second) })
        {
            var alone = Schedule.Compute(plan);
            Assert.All(alone.Rows, r => Assert.Equal((r.EarlyStart, r.EarlyFinish), (schedule[program.KeyOf(id, r.Key)].EarlyStart, schedule[program.KeyOf(id, r.Key)].EarlyFinish)));
        }
    }, iter: 2_000);

    [Fact]
    public void A_link_between_plans_moves_what_waits_for_it_and_its_delay_shows_in_the_simulation()
    {
        var plan = new Plan { Start = PlanGen.Start, Activities = [new Activity { Key = 1, Duration = 480 }] };
        var program = new ProgramNetwork([new(1, plan), new(2, plan)], [new((1, 1), (2, 1))]);
        Assert.Equal(PlanGen.Start.AddDays(1), Schedule.Compute(program.Plan)[program.KeyOf(2, 1)].Start);
        var model = new RiskModel { Plan = program.Plan, Watched = [program.SummaryOf(1), program.SummaryOf(2)], Durations = [new(program.KeyOf(1, 1), new Certain(960))] };
        var answer = new RiskSimulation(model).Run(new RiskRuns { Runs = 1 });
        Assert.Equal([PlanGen.Start.AddDays(1).AddHours(9), PlanGen.Start.AddDays(2).AddHours(9)], answer.Watched.Select(w => w[0]));
    }

    [Fact]
    public void A_loop_through_two_plans_is_refused()
    {
        var plan = new Plan { Start = PlanGen.Start, Activities = [new Activity { Key = 1, Duration = 480 }] };
        var program = new ProgramNetwork([new(1, plan), new(2, plan)], [new((1, 1), (2, 1)), new((2, 1), (1, 1))]);
        Assert.Equal([program.KeyOf(1, 1), program.KeyOf(2, 1)], Assert.Throws<PlanCycleException>(() => Schedule.Compute(program.Plan)).Members.Order());
        Assert.Equal("unknown_activity", Assert.Throws<PlanException>(() => new ProgramNetwork([new(1, plan)], [new((1, 1), (3, 1))])).Code);
    }
}
