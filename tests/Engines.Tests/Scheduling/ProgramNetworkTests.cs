using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Programs;
using Tandem.Scheduling.Risk;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class ProgramNetworkTests
{
    [Fact]
    public void Plans_without_links_between_them_are_scheduled_as_if_alone() => Gen.Select(PlanGen.Any, PlanGen.Any, Gen.Int[0, 20], Gen.Int[0, 10]).Sample((first, second, days, status) =>
    {
        second = second with { Start = second.Start.AddDays(days), DataDate = second.Start.AddDays(status), Options = new PlanOptions { FloatBasis = FloatBasis.Start } };
        var program = new ProgramNetwork([new(1, first), new(2, second)], []);
        var schedule = Schedule.Compute(program.Plan);
        Assert.Equal(Values(Schedule.Compute(first)), Values(program.Of(1, schedule)));
        Assert.Equal(Values(Schedule.Compute(second)), Values(program.Of(2, schedule)));
    }, iter: 5_000);

    private static List<object> Values(Schedule schedule) =>
        [schedule.Finish, .. schedule.Rows.Select(r => (r.Key, r.Start, r.Finish, r.LateStart, r.LateFinish, r.TotalFloat, r.FreeFloat, r.Critical, r.Driver, r.DrivenBy))];

    [Fact]
    public void Float_runs_to_the_plans_own_finish_or_to_the_programs_as_its_options_say()
    {
        Plan Days(int days, bool whole) => new() { Mode = PlanMode.P6, Start = PlanGen.Start, Activities = [new Activity { Key = 1, Duration = 480 * days }], Options = new PlanOptions { FloatToProgramFinish = whole } };
        long? FloatOf(bool whole)
        {
            var program = new ProgramNetwork([new(1, Days(2, whole)), new(2, Days(5, whole))], []);
            return program.Of(1, Schedule.Compute(program.Plan))[1].TotalFloat;
        }
        Assert.Equal((0, 3 * 480), (FloatOf(false), FloatOf(true)));
    }

    [Fact]
    public void A_date_set_by_another_plan_says_so()
    {
        var plan = new Plan { Start = PlanGen.Start, Activities = [new Activity { Key = 1, Duration = 480 }, new Activity { Key = 2, Duration = 480 }], Dependencies = [new(1, 2)] };
        var program = new ProgramNetwork([new(1, plan), new(2, plan)], [new((1, 2), (2, 1))]);
        var second = program.Of(2, Schedule.Compute(program.Plan));
        Assert.Equal((DriverKind.External, (Dependency?)null), (second[1].Driver, second[1].DrivenBy));
        Assert.Equal((DriverKind.Link, 1), (second[2].Driver, second[2].DrivenBy!.From));
    }

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
