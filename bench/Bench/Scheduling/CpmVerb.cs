using System.Diagnostics;
using Tandem.Scheduling;
using Activity = Tandem.Scheduling.Activity;

namespace Tandem.Bench.Scheduling;

/// <summary>
/// <c>cpm [--size N] [--runs N]</c>: generated plans with two links an activity, five calendars with holidays, lags and constraints; the median time of
/// forward pass, backward pass and floats after the network is built, beside the mean processor time of the same (which other programs on the machine
/// don't lengthen), the time to build it and the memory it keeps.
/// </summary>
internal static class CpmVerb
{
    public static int Run(Options options)
    {
        int[] sizes = options.Optional("size") is null ? [1_000, 10_000, 100_000] : [options.Number("size", 10_000)];
        var runs = options.Number("runs", 21);
        Console.WriteLine("activities    links   build ms   build cpu     cpm ms    cpm cpu    edit ms   chain ms   bytes/activity");
        foreach (var size in sizes)
        {
            var plan = Generated.Network(size);
            var (build, buildCpu) = Time(runs, () => new PlanNetwork(plan));
            var before = GC.GetTotalMemory(true);
            var network = new PlanNetwork(plan);
            var schedule = network.Schedule();
            var bytes = (GC.GetTotalMemory(true) - before) / size;
            var (pass, passCpu) = Time(runs, () => network.Schedule());
            var edits = plan.Activities.ToArray();
            var (edit, _) = Time(runs, () => schedule = schedule.After(plan with { Activities = Edited(edits) }));
            var line = new PlanNetwork(Generated.Chain(size));
            var (chain, _) = Time(runs, () => line.Schedule());
            Console.WriteLine($"{size,10} {plan.Dependencies.Count,8} {build,10:0.00} {buildCpu,11:0.00} {pass,10:0.00} {passCpu,10:0.00} {edit,10:0.00} {chain,10:0.00} {bytes,16}   {schedule.Finish:yyyy-MM-dd}");
        }
        return 0;
    }

    private static Activity[] Edited(Activity[] activities)
    {
        var edited = activities.ToArray();
        edited[5] = edited[5] with { Duration = edited[5].Duration + 60 };
        return edited;
    }

    private static (double Median, double Cpu) Time(int runs, Func<object> work)
    {
        for (var i = 0; i < 30; i++) work();
        var times = new double[runs];
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < runs; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }
        process.Refresh();
        Array.Sort(times);
        return (times[runs / 2], (process.TotalProcessorTime - before).TotalMilliseconds / runs);
    }
}
