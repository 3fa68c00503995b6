using System.Diagnostics;
using Tandem.Scheduling;
using Activity = Tandem.Scheduling.Activity;

namespace Tandem.Bench.Scheduling;

/// <summary>
/// <c>cpm [--size N] [--runs N]</c>: generated plans with two links an activity, five calendars with holidays, lags and constraints; the median time of
/// forward pass, backward pass and total floats after the network is built, beside the mean processor time of the same (which other programs on the machine
/// don't lengthen), the time to build it and the memory it keeps; free float is worked out where it is asked for: free is the time to ask all rows. Edits: one duration changed on the schedule before, at random, and such that the finish moves
/// (slip: an activity with the least float; head: the first of those that drive the finish one after the other, behind which nearly all dates move).
/// </summary>
internal static class CpmVerb
{
    public static int Run(Options options)
    {
        int[] sizes = options.Optional("size") is null ? [1_000, 10_000, 100_000] : [options.Number("size", 10_000)];
        var runs = options.Number("runs", 21);
        Console.WriteLine("activities    links   build ms   build cpu     cpm ms    cpm cpu   free ms  edit p50  edit p95   slip ms   head ms   chain ms   bytes/activity");
        var lines = new List<string>();
        foreach (var size in sizes)
        {
            var plan = Generated.Network(size);
            var (build, buildCpu) = Time(runs, () => new PlanNetwork(plan));
            var before = GC.GetTotalMemory(true);
            var network = new PlanNetwork(plan);
            var schedule = network.Schedule();
            var bytes = (GC.GetTotalMemory(true) - before) / size;
            var (pass, passCpu) = Time(runs, () => network.Schedule());
            var (free, _) = Time(runs, () => schedule.Rows.Sum(r => r.FreeFloat ?? 0));
            var (middle, high) = Edits(schedule, Math.Min(size, 2_000));
            var (slip, head) = (Slip(schedule, FirstCritical(schedule), runs), Slip(schedule, HeadOfChain(schedule), runs));
            var line = new PlanNetwork(Generated.Chain(size));
            var (chain, _) = Time(runs, () => line.Schedule());
            Console.WriteLine($"{size,10} {plan.Dependencies.Count,8} {build,10:0.00} {buildCpu,11:0.00} {pass,10:0.00} {passCpu,10:0.00} {free,9:0.00} {middle,9:0.00} {high,9:0.00} {slip,9:0.00} {head,9:0.00} {chain,10:0.00} {bytes,16}   {schedule.Finish:yyyy-MM-dd}");
            if (size == 10_000) lines.AddRange([Against("cpm 10,000", pass, 15, "ms"), Against("edit 10,000 p50", middle, 2, "ms"), Against("edit 10,000 p95", high, 2, "ms"), Against("edit 10,000 that moves the finish", slip, 2, "ms"), Against("edit 10,000 that moves nearly all dates", head, 2, "ms"), Against("memory 10,000", bytes, 200, "bytes an activity")]);
            if (size == 100_000) lines.Add(Against("cpm 100,000", pass, 250, "ms"));
        }
        foreach (var line in lines) Console.WriteLine(line);
        return 0;
    }

    private static string Against(string what, double value, double limit, string unit) => $"{what}: {value:0.00} of {limit} {unit}, ratio {value / limit:0.00}";

    /// <summary>Random rows made an hour longer and shorter by turns, each edit on the schedule that the one before left.</summary>
    private static (double Median, double High) Edits(Schedule schedule, int count)
    {
        var random = new Random(7);
        var times = new double[count];
        for (var i = -50; i < count; i++)
        {
            var plan = With(schedule.Plan, random.Next(schedule.Count), i % 2 == 0 ? 60 : -60);
            var clock = Stopwatch.GetTimestamp();
            schedule = schedule.After(plan);
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }
        Array.Sort(times);
        return (times[count / 2], times[count * 95 / 100]);
    }

    private static int FirstCritical(Schedule schedule) => Enumerable.Range(0, schedule.Count).First(i => schedule.At(i) is { Critical: true } row && row.Activity.Type == ActivityType.Activity);

    private static int HeadOfChain(Schedule schedule)
    {
        var at = schedule.Rows.Where(r => !r.Activity.IsSpan).MaxBy(r => r.Finish);
        while (at.DrivenBy is { } link && !schedule[link.From].Activity.IsSpan) at = schedule[link.From];
        return Enumerable.Range(0, schedule.Count).First(i => schedule.At(i).Key == at.Key);
    }

    /// <summary>The activity takes a day longer.</summary>
    private static double Slip(Schedule schedule, int row, int runs)
    {
        var later = With(schedule.Plan, row, 480);
        return Time(runs, () => schedule.After(later)).Median;
    }

    private static Plan With(Plan plan, int row, long more)
    {
        Activity[] edited = [.. plan.Activities];
        edited[row] = edited[row] with { Duration = Math.Max(0, edited[row].Duration + (edited[row].Type == ActivityType.Activity ? more : 0)) };
        return plan with { Activities = edited };
    }

    private static (double Median, double Cpu) Time(int runs, Func<object> work)
    {
        // long enough for the compiler to have looked at it twice
        for (var (warm, i) = (Stopwatch.StartNew(), 0); i < 30 || warm.ElapsedMilliseconds < 300; i++) work();
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
