using System.Collections.Concurrent;

namespace Tandem.Scheduling.Risk;

/// <summary>Monte Carlo simulation of a whole plan: every run is a forward pass over the full network with its calendars.</summary>
public sealed class RiskSimulation
{
    /// <summary>Activities whose rank correlation is worked out: those with the largest plain correlation.</summary>
    private const int Ranked = 40;
    private const int BlockRuns = 128;
    private readonly RiskModel model;
    private readonly CompiledRisk risk;
    private readonly SimulationLayout layout;
    private readonly SimulationBase basis;

    /// <exception cref="PlanException">The plan can't be scheduled, or the model doesn't fit it.</exception>
    public RiskSimulation(RiskModel model)
    {
        this.model = model;
        risk = new CompiledRisk(model);
        basis = new SimulationBase(risk);
        layout = new SimulationLayout(risk);
    }

    public RiskAnswer Run(RiskRuns options) => Run(options, []);

    /// <summary>
    /// The same runs, with the same draws for everything else, without one risk at a time: how much earlier and cheaper the given percentile would be without it.
    /// </summary>
    /// <param name="options">Those that <paramref name="with"/> was run with.</param>
    /// <param name="with">The answer with all risks.</param>
    /// <param name="share">The percentile, 0–1.</param>
    public IReadOnlyList<(int Risk, double Minutes, double Cost)> Removal(RiskRuns options, RiskAnswer with, double share = 0.8) => [.. model.Risks.Select((_, i) => Removal(options, with, i, share))];

    /// <summary>All runs, and then the same without one risk at a time.</summary>
    /// <param name="options">How to run; its own progress is not told.</param>
    /// <param name="progress">Told the share (0–1) of all passes that is done, from any thread.</param>
    public (RiskAnswer Answer, IReadOnlyList<(int Risk, double Minutes, double Cost)> Removed) RunWithRemoval(RiskRuns options, IProgress<double>? progress = null)
    {
        RiskRuns Pass(int at) => options with { Progress = done => progress?.Report((at + (double)done / options.Runs) / (model.Risks.Count + 1)) };
        var answer = Run(Pass(0));
        return (answer, [.. model.Risks.Select((_, i) => Removal(Pass(i + 1), answer, i, 0.8))]);
    }

    private (int Risk, double Minutes, double Cost) Removal(RiskRuns options, RiskAnswer with, int at, double share)
    {
        var without = Run(options, [at]);
        return (model.Risks[at].Key, (double)model.Plan.Calendar.Between(without.FinishAt(share), with.FinishAt(share)), with.CostAt(share) - without.CostAt(share));
    }

    private RiskAnswer Run(RiskRuns options, IReadOnlyCollection<int> without)
    {
        if (options.Runs < 1) throw new PlanException("runs", "A simulation has at least one run.");
        var (finishes, costs) = (new long[options.Runs], new double[options.Runs]);
        var watched = model.Watched.Select(_ => new long[options.Runs]).ToArray();
        var blocks = new RunBlock[(options.Runs + BlockRuns - 1) / BlockRuns];
        var workers = new ConcurrentBag<SimulationWorker>();
        var done = 0;
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, CancellationToken = options.Cancel }, b =>
        {
            if (!workers.TryTake(out var worker)) worker = new SimulationWorker(risk, layout, basis, new RunSampler(risk, options.Seed, without));
            var block = blocks[b] = new RunBlock(risk.Network.Count, risk.Risks.Length);
            for (var run = b * BlockRuns; run < Math.Min(options.Runs, (b + 1) * BlockRuns); run++)
            {
                worker.Run(run);
                (finishes[run], costs[run]) = (worker.Finish, worker.Cost());
                for (var w = 0; w < watched.Length; w++) watched[w][run] = worker.FinishOf(w);
                worker.AddTo(block, costs[run]);
            }
            workers.Add(worker);
            options.Progress?.Invoke(Math.Min(options.Runs, Interlocked.Add(ref done, BlockRuns)));
        });
        foreach (var block in blocks.Skip(1)) blocks[0].Add(block);
        return Answer(options, without, (finishes, costs, watched), blocks[0]);
    }

    private RiskAnswer Answer(RiskRuns options, IReadOnlyCollection<int> without, (long[] Finishes, double[] Costs, long[][] Watched) runs, RunBlock sums)
    {
        var (finishes, sortedCosts) = (new RunFinishes(runs.Finishes.Select(Wall.Time)), (double[])runs.Costs.Clone());
        Array.Sort(sortedCosts);
        var ranks = Tornado.Ranks(risk, new RunSampler(risk, options.Seed, without), runs.Finishes, Largest(sums, options.Runs));
        var answer = new RiskAnswer
        {
            Finishes = finishes, Costs = runs.Costs, SortedCosts = sortedCosts, Watched = [.. runs.Watched.Select(watched => new RunFinishes(watched.Select(Wall.Time)))],
            PlannedFinish = Wall.Time(basis.Finish), PlannedConfidence = finishes.DoneBy(Wall.Time(basis.Finish)), Curve = [],
            Activities = [.. basis.Leaves.Select(v => Of(v, sums, options.Runs, ranks.TryGetValue(v, out var rank) ? rank : null))],
            Risks = [.. model.Risks.Select((r, i) => Effect(r.Key, i, sums, options.Runs))],
        };
        return answer with { Curve = [.. Enumerable.Range(0, 21).Select(p => new RiskPercentile(p * 5, answer.FinishAt(p / 20.0), answer.CostAt(p / 20.0)))] };
    }

    private ActivityRisk Of(int v, RunBlock sums, double runs, double? rank) => new()
    {
        Activity = model.Plan.Activities[v].Key, Criticality = sums.Critical[v] / runs, FloatAtRisk = sums.Late[v] / runs, MeanSlip = sums.Slip[v] / runs,
        MeanDuration = risk.Network.Duration[v] + sums.Sum[v] / runs, Sensitivity = rank,
    };

    /// <summary>Of the differences of wall time the part that is worked on average, since finishes are spread over days on and off.</summary>
    private RiskEffect Effect(int key, int i, RunBlock sums, int runs)
    {
        var (with, without) = (sums.Occurred[i], runs - sums.Occurred[i]);
        if (with == 0 || without == 0) return new RiskEffect(key, with, 0, 0);
        var (late, early) = (sums.FinishWith[i] / with, (sums.Finish - sums.FinishWith[i]) / without);
        var worked = model.Plan.Calendar.Between(basis.Finish + (long)early, basis.Finish + (long)late);
        return new RiskEffect(key, with, worked, sums.CostWith[i] / with - (sums.Cost - sums.CostWith[i]) / without);
    }

    private IEnumerable<int> Largest(RunBlock sums, double runs)
    {
        double Correlation(int v)
        {
            var (own, all) = (sums.Squares[v] - sums.Sum[v] * sums.Sum[v] / runs, sums.FinishSquares - sums.Finish * sums.Finish / runs);
            return own <= 0 || all <= 0 ? 0 : Math.Abs(sums.WithFinish[v] - sums.Sum[v] * sums.Finish / runs) / Math.Sqrt(own * all);
        }
        return risk.Touched.Select(v => (Activity: v, Size: Correlation(v))).Where(c => c.Size > 0).OrderByDescending(c => c.Size).ThenBy(c => c.Activity).Take(Ranked).Select(c => c.Activity);
    }
}
