using System.Diagnostics;
using Tandem.Scheduling;

namespace Tandem.Bench.Scheduling;

/// <summary>
/// <c>cpm [--size N] [--runs N]</c>: generated plans with two links an activity, five calendars with holidays, lags and constraints; the median time of
/// forward pass, backward pass and floats after the network is built, beside the time to build it and the memory it keeps.
/// </summary>
internal static class CpmVerb
{
    public static int Run(Options options)
    {
        int[] sizes = options.Optional("size") is null ? [1_000, 10_000, 100_000] : [options.Number("size", 10_000)];
        var runs = options.Number("runs", 21);
        Console.WriteLine("activities    links   build ms     cpm ms   bytes/activity   chain ms");
        foreach (var size in sizes)
        {
            var plan = Generated.Network(size);
            var build = Median(3, () => new PlanNetwork(plan));
            var before = GC.GetTotalMemory(true);
            var network = new PlanNetwork(plan);
            var schedule = network.Schedule();
            var bytes = (GC.GetTotalMemory(true) - before) / size;
            var pass = Median(runs, () => network.Schedule());
            var line = new PlanNetwork(Generated.Chain(size));
            var chain = Median(runs, () => line.Schedule());
            Console.WriteLine($"{size,10} {plan.Dependencies.Count,8} {build,10:0.00} {pass,10:0.00} {bytes,16} {chain,10:0.00}   {schedule.Finish:yyyy-MM-dd}");
        }
        return 0;
    }

    private static double Median(int runs, Func<object> work)
    {
        for (var i = 0; i < 3; i++) work();
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[runs / 2];
    }
}
