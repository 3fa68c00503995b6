using System.Diagnostics;
using Tandem.Bench.Scheduling;
using Tandem.Scheduling.Levelling;

namespace Tandem.Bench.Levelling;

/// <summary><c>level-plan [--size 1000] [--resources 20] [--ms 500]</c>: a generated plan with calendars, lags and dates levelled; the first schedule, and the best after the time.</summary>
internal static class LevelPlanVerb
{
    public static int Run(Options options)
    {
        var (size, resources, ms) = (options.Number("size", 1_000), options.Number("resources", 20), options.Number("ms", 500));
        var random = new Random(size);
        var plan = Generated.Network(size);
        var request = new LevellingRequest
        {
            Plan = plan, Resources = [.. Enumerable.Range(0, resources).Select(r => new LevellingResource(r, $"Crew {r}", 3))],
            Demands = [.. Enumerable.Range(0, size).SelectMany(n => Enumerable.Range(0, random.Next(1, 3)).Select(_ => new LevellingDemand(n, random.Next(resources), random.Next(1, 4))).DistinctBy(d => d.Resource))],
        };
        Level(request, 1, ms);
        foreach (var schedules in new[] { 1, int.MaxValue })
        {
            var (levelled, took) = Level(request, schedules, ms);
            Console.WriteLine($"{took,8:0} ms  finish {levelled.FinishBefore:yyyy-MM-dd} -> {levelled.Finish:yyyy-MM-dd}, bound {levelled.Bound:yyyy-MM-dd}, gap {levelled.Gap:P1}, {levelled.Moves.Count} moved, {levelled.Overloads.Count} overloads stay");
        }
        return 0;
    }

    private static (LevelledPlan Levelled, double Ms) Level(LevellingRequest request, int schedules, int ms)
    {
        var clock = Stopwatch.StartNew();
        var search = new LevellingSearch { Schedules = schedules, Enough = () => clock.ElapsedMilliseconds > ms * 0.9 };
        return (PlanLevelling.Level(request with { Search = search }), clock.Elapsed.TotalMilliseconds);
    }
}
