using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Risk;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Risk;

public sealed class RunFinishesTests
{
    private static readonly Gen<DateTime[]> Runs = Gen.Int[0, 20_000].Select(minutes => PlanGen.Start.AddMinutes(minutes)).Array[1, 60];

    [Fact]
    public void The_finish_of_a_share_is_the_first_that_so_many_runs_keep() => Gen.Select(Runs, Gen.Double[0, 1]).Sample((runs, share) =>
    {
        var (finishes, at) = (new RunFinishes(runs), new RunFinishes(runs).At(share));
        Assert.Contains(at, runs);
        Assert.True(finishes.DoneBy(at) >= share - 1e-9);
        Assert.All(runs.Where(finish => finish < at), earlier => Assert.True(finishes.DoneBy(earlier) < share));
        Assert.Equal(runs, finishes);
    });

    [Fact]
    public void The_share_done_by_a_time_is_that_of_runs_not_later() => Gen.Select(Runs, Gen.Int[-10, 20_010]).Sample((runs, minutes) =>
    {
        var time = PlanGen.Start.AddMinutes(minutes);
        Assert.Equal((double)runs.Count(finish => finish <= time) / runs.Length, new RunFinishes(runs).DoneBy(time), 1e-12);
    });

    [Fact]
    public void Days_are_in_order_hold_every_run_and_end_with_all_of_them_done() => Runs.Sample(runs =>
    {
        var (finishes, days) = (new RunFinishes(runs), new RunFinishes(runs).Days);
        Assert.Equal(days.Select(day => day.Day).Order().Distinct(), days.Select(day => day.Day));
        Assert.Equal(runs.Length, days.Sum(day => day.Runs));
        Assert.All(days, day => Assert.Equal(finishes.DoneBy(day.Day.ToDateTime(TimeOnly.MaxValue)), day.Done, 1e-12));
    });

    [Fact]
    public void Runs_with_and_without_risks_are_those_run_by_themselves_and_progress_counts_all_of_them()
    {
        var plan = new Plan { Start = PlanGen.Start, Activities = [new Activity { Key = 1, Duration = 480 }, new Activity { Key = 2, Duration = 960 }] };
        var simulation = new RiskSimulation(new RiskModel { Plan = plan, Risks = [new(1, "Permit", 0.5, [new(1, new Certain(2_400))]), new(2, "Strike", 0.3, [new(2, new Certain(4_800))])], Watched = [1, 2] });
        var (told, options) = (new Told(), new RiskRuns { Runs = 1_000, Threads = 1 });
        var (answer, removed) = simulation.RunWithRemoval(options, told);
        Assert.Equal(simulation.Run(options).Finishes, answer.Finishes);
        Assert.Equal(simulation.Removal(options, answer), removed);
        Assert.Equal(told.Shares.Order(), told.Shares);
        Assert.Equal((3, 1.0), (told.Shares.Count(share => Math.Abs(share * 3 - Math.Round(share * 3)) < 1e-9), told.Shares[^1]));
        Assert.Equal(answer.Finishes, answer.Watched[0].Zip(answer.Watched[1]).Select(both => both.First > both.Second ? both.First : both.Second));
        Assert.InRange(answer.Watched[0].NotBefore(answer.Finishes) + answer.Watched[1].NotBefore(answer.Finishes), 1, 2);
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
