using System.Diagnostics;
using Tandem.Bench.Scheduling;
using Tandem.Scheduling.Risk;

namespace Tandem.Bench.Risk;

/// <summary>
/// <c>monte-carlo [--size 1000] [--runs 10000] [--threads 2]</c>: a generated plan (five calendars with holidays, all link types, lags, dates) in which every
/// duration is spread, twenty risks bear on several activities and ten groups are correlated; time of the whole simulation with its tornado, P50 and P80.
/// </summary>
internal static class MonteCarloVerb
{
    public static int Run(Options options)
    {
        var (size, runs) = (options.Number("size", 1_000), options.Number("runs", 10_000));
        var simulation = new RiskSimulation(Model(size));
        simulation.Run(new RiskRuns { Runs = 2_000 });
        foreach (var threads in options.Optional("threads") is null ? [1, 2] : new[] { options.Number("threads", 2) })
        {
            using var process = Process.GetCurrentProcess();
            var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            var answer = simulation.Run(new RiskRuns { Runs = runs, Threads = threads });
            var took = clock.Elapsed.TotalMilliseconds;
            process.Refresh();
            cpu = process.TotalProcessorTime - cpu;
            var joint = answer.Joint(0.8);
            Console.WriteLine($"{size} activities x {runs} runs, {threads} threads: {took:0} ms ({cpu.TotalMilliseconds:0} ms of processor time)  planned {answer.PlannedFinish:yyyy-MM-dd HH:mm} ({answer.PlannedConfidence:P1})  P50 {answer.FinishAt(0.5):yyyy-MM-dd HH:mm} {answer.CostAt(0.5):0}  P80 {answer.FinishAt(0.8):yyyy-MM-dd HH:mm} {answer.CostAt(0.8):0}  joint P80 {joint.Finish:yyyy-MM-dd HH:mm} {joint.Cost:0}");
        }
        return 0;
    }

    private static RiskModel Model(int size)
    {
        var (plan, random) = (Generated.Network(size), new Random(size));
        var rows = plan.Activities.Where(a => a is { Key: >= 0, Duration: > 0 }).ToArray();
        return new RiskModel
        {
            Plan = plan,
            Durations = [.. rows.Select((a, i) => new UncertainDuration(a.Key, Spread(i, a.Duration)))],
            Risks = [.. Enumerable.Range(0, 20).Select(r => new RiskEvent(r, $"Risk {r}", 0.1 + 0.03 * r, [.. Enumerable.Range(0, 5).Select(_ => new RiskImpact(rows[random.Next(rows.Length)].Key, new Triangular(240, 960, 2400), null, new Uniform(1_000, 9_000)))]))],
            Correlations = [.. rows.Chunk(Math.Max(1, rows.Length / 10)).Select(g => new CorrelationGroup(0.3, [.. g.Where((_, i) => i % 3 == 0).Select(a => a.Key)]))],
            Costs = [.. rows.Select(a => new ActivityCost(a.Key, 500, 1.5))],
        };
    }

    private static Distribution Spread(int i, double minutes) => (i % 5) switch
    {
        0 => new Triangular(0.8 * minutes, minutes, 1.6 * minutes),
        1 => new Lognormal(1.1 * minutes, 0.3 * minutes),
        2 => new Uniform(0.9 * minutes, 1.3 * minutes),
        3 => new ThreePoint(0.8 * minutes, minutes, 1.5 * minutes),
        _ => new Pert(0.7 * minutes, minutes, 1.9 * minutes),
    };
}
