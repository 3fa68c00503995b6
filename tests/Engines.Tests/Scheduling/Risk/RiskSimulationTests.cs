using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Risk;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Risk;

public sealed class RiskSimulationTests
{
    private static readonly DateTime Start = PlanGen.Start;

    [Theory]
    [InlineData(1e300, 1)]
    [InlineData(480, 1e300)]
    public void Durations_beyond_the_calendar_are_refused_not_wrapped(double high, double factor)
    {
        var plan = new Plan { Start = PlanGen.Start, Activities = [new Activity { Key = 1, Duration = 480 }, new Activity { Key = 2, Duration = 480 }], Dependencies = [new(1, 2)] };
        var model = new RiskModel { Plan = plan, Durations = [new(1, new Uniform(high, high))], Risks = [new(1, "Flood", 1, [new(1, Factor: new Certain(factor))])] };
        Assert.Equal("plan_out_of_range", Assert.Throws<PlanException>(() => new RiskSimulation(model).Run(new RiskRuns { Runs = 2, Threads = 1 })).Code);
    }

    [Fact]
    public void Without_uncertainty_every_run_is_the_schedule() => PlanGen.Any.Sample(plan =>
    {
        var answer = new RiskSimulation(new RiskModel { Plan = plan }).Run(new RiskRuns { Runs = 2, Threads = 1 });
        Assert.All(answer.Finishes, f => Assert.Equal(Schedule.Compute(plan).Finish, f));
        Assert.Equal(1, answer.PlannedConfidence);
    }, iter: 2_000);

    [Fact]
    public void A_run_is_what_the_scheduler_makes_of_the_drawn_durations() => Gen.Select(PlanGen.Any, Gen.Int[0, 40].Array[12], Gen.Int[0, 5]).Sample((plan, halves, started) =>
    {
        if (started == 5) plan = Under(plan);
        plan = plan with { Activities = [.. plan.Activities.Select(a => a.Key == started && a.ConstraintDate is null ? a with { ActualStart = Start.AddDays(-1), PercentComplete = 50 } : a)] };
        var drawn = plan with { Activities = [.. plan.Activities.Select((a, i) => a with { Duration = a.IsStarted || a.Type == ActivityType.Summary ? a.Duration : halves[i % 12] * 30 })] };
        var model = new RiskModel
        {
            Plan = plan, Watched = [.. plan.Activities.Select(a => a.Key)],
            Durations = [.. drawn.Activities.Where(a => !a.IsStarted && a.Type != ActivityType.Summary).Select(a => new UncertainDuration(a.Key, new Certain(a.Duration)))],
        };
        var (answer, expected) = (new RiskSimulation(model).Run(new RiskRuns { Runs = 2, Threads = 1 }), Schedule.Compute(drawn with { Options = drawn.Options with { CriticalIsLongestPath = true } }));
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected.At(i).EarlyFinish, answer.Watched[i][1]);
            if (started < 5) Assert.Equal(expected.At(i).Critical ? 1 : 0, answer.Activities[i].Criticality);
        }
        Assert.Equal(expected.Finish, answer.Finishes[1]);
    }, iter: 5_000);

    [Fact]
    public void The_number_of_threads_changes_nothing() => Gen.Select(PlanGen.Any, Gen.ULong).Sample((plan, seed) =>
    {
        var simulation = new RiskSimulation(Spread(plan));
        var one = simulation.Run(new RiskRuns { Runs = 700, Seed = seed, Threads = 1 });
        foreach (var threads in new[] { 2, 7 })
        {
            var more = simulation.Run(new RiskRuns { Runs = 700, Seed = seed, Threads = threads });
            Assert.Equal(one.Finishes, more.Finishes);
            Assert.Equal(one.Costs, more.Costs);
            Assert.Equal(one.Activities, more.Activities);
            Assert.Equal(one.Risks, more.Risks);
        }
    }, iter: 40);

    [Fact]
    public void Percentiles_rise_and_what_is_kept_together_is_no_earlier_or_cheaper_than_each_alone() => PlanGen.Any.Sample(plan =>
    {
        var answer = new RiskSimulation(Spread(plan)).Run(new RiskRuns { Runs = 300, Threads = 1 });
        var (finish, cost) = answer.Joint(0.8);
        Assert.True(answer.FinishAt(0.5) <= answer.FinishAt(0.8) && answer.FinishAt(0.8) <= finish && answer.CostAt(0.8) <= cost);
        Assert.True(answer.Finishes.Zip(answer.Costs).Count(r => r.First <= finish && r.Second <= cost) >= 240);
        Assert.Equal(21, answer.Curve.Count);
        Assert.Equal((answer.Finishes.Max(), answer.Costs.Max()), (answer.Curve[^1].Finish, answer.Curve[^1].Cost));
    }, iter: 100);

    [Fact]
    public void A_chain_of_PERT_estimates_has_the_sum_of_their_means_and_variances()
    {
        var minutes = Minutes(Simulate(Chain(10), key => new Pert(3_000, 5_000, 10_000)));
        var mean = new Pert(3_000, 5_000, 10_000).Mean;
        var variance = (mean - 3_000) * (10_000 - mean) / 7;
        Assert.Equal(1, Mean(minutes) / (10 * mean), 0.005);
        Assert.Equal(1, Variance(minutes) / (10 * variance), 0.05);
    }

    [Fact]
    public void Durations_that_move_together_spread_the_finish_as_one_would()
    {
        var minutes = Minutes(Simulate(Chain(4), key => new Uniform(6_000, 12_000), [new CorrelationGroup(1, [0, 1, 2, 3])]));
        Assert.Equal(1, Variance(minutes) / (16 * 6_000.0 * 6_000 / 12), 0.03);
    }

    [Fact]
    public void Where_paths_meet_the_later_one_counts()
    {
        var plan = Chain(1) with { Activities = [.. Chain(3).Activities.Select(a => a.Key == 2 ? a with { Duration = 0, Type = ActivityType.Milestone } : a)], Dependencies = [new(0, 2), new(1, 2)] };
        var answer = new RiskSimulation(new RiskModel { Plan = plan, Durations = [new(0, new Uniform(0, 30_000)), new(1, new Uniform(0, 30_000))] }).Run(new RiskRuns());
        Assert.Equal(1, Mean(Minutes(answer)) / 20_000, 0.01);
        Assert.Equal(0.5, answer.Activities[0].Criticality, 0.03);
        Assert.Equal(1, answer.Activities[0].Criticality + answer.Activities[1].Criticality, 0.01);
    }

    [Fact]
    public void A_risk_occurs_as_often_as_it_is_likely_and_hits_all_its_activities()
    {
        var model = new RiskModel { Plan = Chain(2), Risks = [new(7, "Permit", 0.3, [new(0, new Certain(600), null, new Certain(50)), new(1, null, new Certain(2))]), new(8, "Luck", 0.5, [new(1, new Certain(-100))])] };
        var simulation = new RiskSimulation(model);
        var answer = simulation.Run(new RiskRuns());
        Assert.Equal(0.3, answer.Risks[0].Occurred / 10_000.0, 0.02);
        Assert.Equal(600 + 5_000, answer.Risks[0].FinishEffect, 60.0);
        Assert.Equal(50, answer.Risks[0].CostEffect, 1e-6);
        var removal = simulation.Removal(new RiskRuns(), answer);
        Assert.Equal(7, removal[0].Risk);
        Assert.True(removal[0].Minutes >= 5_500 && removal[1].Minutes < 0);
    }

    [Fact]
    public void One_alternative_of_a_branch_happens_in_a_run_and_the_others_take_no_time()
    {
        var plan = Chain(1) with { Activities = [.. new[] { 1_000, 3_000, 9_000 }.Select((d, i) => new Activity { Key = i, Duration = d, Calendar = WorkCalendar.Elapsed })] };
        var model = new RiskModel { Plan = plan, Branches = [new([new(0.5, [0]), new(0.3, [1]), new(0.2, [2])])], Costs = [new(0, 1), new(1, 0, 2), new(2, 100)] };
        var answer = new RiskSimulation(model).Run(new RiskRuns());
        foreach (var (minutes, cost, share) in new[] { (1_000, 1.0, 0.5), (3_000, 6_000, 0.3), (9_000, 100, 0.2) })
        {
            var runs = answer.Finishes.Index().Where(f => f.Item == Start.AddMinutes(minutes)).ToArray();
            Assert.Equal(share, runs.Length / 10_000.0, 0.02);
            Assert.All(runs, r => Assert.Equal(cost, answer.Costs[r.Index], 1e-6));
        }
    }

    [Fact]
    public void A_late_finish_sends_the_run_down_the_fallback()
    {
        var plan = Chain(3) with { Dependencies = [new(0, 1), new(0, 2)] };
        var model = new RiskModel { Plan = plan, Durations = [new(0, new Discrete([(1_000, 3), (8_000, 1)])), new(2, new Certain(500))], Conditions = [new(0, Start.AddMinutes(4_000), [2], [1])] };
        var answer = new RiskSimulation(model).Run(new RiskRuns());
        Assert.Equal([Start.AddMinutes(6_000), Start.AddMinutes(8_500)], answer.Finishes.Distinct().Order());
        Assert.Equal(0.25, answer.Finishes.Count(f => f > Start.AddMinutes(7_000)) / 10_000.0, 0.02);
    }

    /// <summary>Fully correlated, the fallback is as long within its range as the watched activity within its own, in the very runs in which it happens.</summary>
    [Fact]
    public void A_fallback_keeps_its_correlation_with_what_sent_the_run_there()
    {
        var plan = Chain(3) with { Dependencies = [new(0, 1), new(0, 2)] };
        var model = new RiskModel
        {
            Plan = plan, Durations = [new(0, new Uniform(1_000, 9_000)), new(1, new Certain(700)), new(2, new Uniform(0, 4_000))], Watched = [0],
            Correlations = [new(1, [0, 2])], Conditions = [new(0, Start.AddMinutes(5_000), [2], [1])],
        };
        var answer = new RiskSimulation(model).Run(new RiskRuns { Runs = 2_000, Threads = 7 });
        foreach (var (finish, watched) in Minutes(answer).Zip(answer.Watched[0].Select(f => (f - Start).TotalMinutes)))
        {
            Assert.Equal(watched > 5_000 ? watched + (watched - 1_000) / 2 : watched + 700, finish, 8.0);
        }
        Assert.InRange(answer.Watched[0].Count(f => f > Start.AddMinutes(5_000)), 900, 1_100);
    }

    [Fact]
    public void The_widest_duration_on_the_path_is_the_most_sensitive()
    {
        var answer = Simulate(Chain(4), key => new Uniform(5_000, 5_000 + 1_000 * (key + 1)));
        Assert.Equal([3, 2, 1, 0], answer.Activities.OrderByDescending(a => a.Sensitivity).Select(a => a.Activity));
        Assert.All(answer.Activities, a => Assert.Equal((1.0, 1.0), (a.Criticality, a.FloatAtRisk + (a.FloatAtRisk < 1 ? 1 - a.FloatAtRisk : 0))));
    }

    [Fact]
    public void Float_is_at_risk_where_a_slip_can_be_longer()
    {
        var plan = Chain(2) with { Dependencies = [] };
        var model = new RiskModel { Plan = plan with { Activities = [.. plan.Activities.Select(a => a.Key == 1 ? a with { Duration = 4_000 } : a)] }, Durations = [new(1, new Uniform(4_000, 8_000))] };
        var activity = new RiskSimulation(model).Run(new RiskRuns()).Activities[1];
        Assert.Equal(0.75, activity.FloatAtRisk, 0.02);
        Assert.Equal(2_000, activity.MeanSlip, 40.0);
    }

    [Theory]
    [InlineData("unknown_activity", 9, 0.5)]
    [InlineData("probability", 0, 1.5)]
    public void A_model_that_does_not_fit_its_plan_is_refused(string code, int activity, double probability) =>
        Assert.Equal(code, Assert.Throws<PlanException>(() => new RiskSimulation(new RiskModel { Plan = Chain(2), Risks = [new(1, "R", probability, [new(activity)])] })).Code);

    /// <summary>The last half of the rows under a dated summary that waits for the first row.</summary>
    private static Plan Under(Plan plan) => plan with
    {
        Activities = [.. plan.Activities.Select(a => a.Key * 2 >= plan.Activities.Count ? a with { Parent = 99 } : a), new Activity { Key = 99, Type = ActivityType.Summary, Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = Start.AddDays(1) }],
        Dependencies = [.. plan.Dependencies, new Dependency(0, 99)],
    };

    private static RiskModel Spread(Plan plan) => new()
    {
        Plan = plan,
        Durations = [.. plan.Activities.Select(a => new UncertainDuration(a.Key, new Triangular(0.7 * a.Duration, a.Duration, 2.0 * a.Duration)))],
        Correlations = [new(0.4, [.. plan.Activities.Take(2).Select(a => a.Key)])],
        Risks = [new(1, "R", 0.4, [new(plan.Activities[0].Key, new Uniform(0, 900)), new(plan.Activities[^1].Key, null, new Certain(1.5), new Uniform(1, 9))])],
        Costs = [.. plan.Activities.Select(a => new ActivityCost(a.Key, 10, 0.5))], OverheadPerMinute = 0.1,
    };

    private static Plan Chain(int length) => new()
    {
        Start = Start, Activities = [.. Enumerable.Range(0, length).Select(n => new Activity { Key = n, Duration = 5_000, Calendar = WorkCalendar.Elapsed })], Calendar = WorkCalendar.Elapsed,
        Dependencies = [.. Enumerable.Range(1, length - 1).Select(n => new Dependency(n - 1, n))],
    };

    private static RiskAnswer Simulate(Plan plan, Func<int, Distribution> spread, IReadOnlyList<CorrelationGroup>? groups = null) =>
        new RiskSimulation(new RiskModel { Plan = plan, Durations = [.. plan.Activities.Select(a => new UncertainDuration(a.Key, spread(a.Key)))], Correlations = groups ?? [] }).Run(new RiskRuns());

    private static double[] Minutes(RiskAnswer answer) => [.. answer.Finishes.Select(f => (f - Start).TotalMinutes)];

    private static double Mean(double[] values) => values.Average();

    private static double Variance(double[] values) => values.Average() is var mean ? values.Sum(v => (v - mean) * (v - mean)) / values.Length : 0;
}
