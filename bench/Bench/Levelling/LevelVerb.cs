using System.Diagnostics;
using System.Globalization;
using Tandem.Scheduling;
using Tandem.Scheduling.Levelling;
using Tandem.Scheduling.Levelling.Instances;

namespace Tandem.Bench.Levelling;

/// <summary>
/// <c>level --in FOLDER --out FILE [--ms 50]</c>: every RCPSP instance of a folder levelled, each within the time; written as <c>instance,makespan,bound,ms</c>. In the
/// place of a makespan stands <c>infeasible</c> where it is proven that there is no schedule, <c>unsolved</c> where none was found in time.
/// The first instance is levelled once before the clock runs, as code that has just started is not compiled yet.
/// </summary>
internal static class LevelVerb
{
    public static int Run(Options options)
    {
        var budget = options.Number("ms", 50);
        var files = Directory.GetFiles(options.Required("in")).Where(InstanceFiles.Knows).Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
        {
            Console.Error.WriteLine("no .sm, .mm, .rcp, .rcmp or .sch file in the folder");
            return 2;
        }
        var (lines, ratios, gaps, failed) = (new List<string> { "instance,makespan,bound,ms" }, new List<double>(), new List<double>(), 0);
        var built = 0L;
        var seen = new HashSet<string>();
        foreach (var path in files)
        {
            var name = Path.GetFileNameWithoutExtension(path);
            try
            {
                var level = InstanceFiles.Open(path, File.ReadAllText(path));
                if (seen.Add(Path.GetExtension(path))) Level(level, 400);
                var (found, ms) = Level(level, budget);
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name},{found.Makespan?.ToString(CultureInfo.InvariantCulture) ?? (found.Contradictory ? "infeasible" : "unsolved")},{(found.Contradictory ? "" : found.Bound)},{ms:0.0}"));
                if (found.Makespan is not { } makespan) continue;
                ratios.Add((double)makespan / Math.Max(1, found.CriticalPath) - 1);
                gaps.Add((double)makespan / Math.Max(1, found.Bound) - 1);
                built += found.Schedules;
            }
            catch (PlanException refused)
            {
                Console.Error.WriteLine($"{Path.GetFileName(path)}: {refused.Message}");
                var contradiction = refused.Code is "cycle" or "lags_contradict";
                lines.Add($"{name},{(contradiction ? "infeasible" : "unsolved")},,0.0");
                if (!contradiction) failed++;
            }
        }
        File.WriteAllLines(options.Required("out"), lines);
        if (ratios.Count > 0) Console.WriteLine($"{ratios.Count} instances, {ratios.Average():P2} over the critical path, gap to the bound {gaps.Average():P2}, {gaps.Count(g => g == 0)} proven shortest, {built / Math.Max(1, gaps.Count)} schedules each");
        return failed == 0 ? 0 : 1;
    }

    private static (InstanceAnswer Found, double Ms) Level(Func<LevellingSearch, InstanceAnswer> level, int ms)
    {
        var clock = Stopwatch.StartNew();
        var limit = TimeSpan.FromMilliseconds(ms - Math.Max(2, ms * 0.03));
        var found = level(new LevellingSearch { Schedules = long.MaxValue, Enough = () => clock.Elapsed > limit });
        return (found, clock.Elapsed.TotalMilliseconds);
    }
}
