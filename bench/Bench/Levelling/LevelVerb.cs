using System.Diagnostics;
using System.Globalization;
using Tandem.Scheduling;
using Tandem.Scheduling.Levelling;
using Tandem.Scheduling.Levelling.Instances;

namespace Tandem.Bench.Levelling;

/// <summary>
/// <c>level --in FOLDER --out FILE [--ms 50]</c>: every RCPSP instance of a folder levelled, each within the time; written as <c>instance,makespan,bound,ms</c>.
/// The first instance is levelled once before the clock runs, as code that has just started is not compiled yet.
/// </summary>
internal static class LevelVerb
{
    public static int Run(Options options)
    {
        var budget = options.Number("ms", 50);
        var files = Directory.GetFiles(options.Required("in")).Where(InstanceFiles.Knows).Order(StringComparer.Ordinal).ToArray();
        var others = Directory.GetFiles(options.Required("in")).Where(f => Path.GetExtension(f) is ".mm" or ".sch").Select(Path.GetFileName).ToArray();
        if (others.Length > 0) Console.Error.WriteLine($"not read, several modes or maximal lags: {string.Join(", ", others)}");
        if (files.Length == 0)
        {
            Console.Error.WriteLine("no .sm, .rcp or .rcmp file in the folder");
            return 2;
        }
        var (lines, ratios, gaps, failed) = (new List<string> { "instance,makespan,bound,ms" }, new List<double>(), new List<double>(), 0);
        var built = 0L;
        var seen = new HashSet<string>();
        foreach (var path in files)
        {
            try
            {
                var project = InstanceFiles.Read(path, File.ReadAllText(path));
                if (seen.Add(Path.GetExtension(path))) Level(project, 400);
                var (levelled, ms) = Level(project, budget);
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)},{levelled.Makespan},{levelled.Bound},{ms:0.0}"));
                ratios.Add((double)levelled.Makespan / Math.Max(1, levelled.CriticalPath) - 1);
                gaps.Add(levelled.Gap);
                built += levelled.Schedules;
            }
            catch (PlanException refused)
            {
                Console.Error.WriteLine($"{Path.GetFileName(path)}: {refused.Message}");
                failed++;
            }
        }
        File.WriteAllLines(options.Required("out"), lines);
        if (ratios.Count > 0) Console.WriteLine($"{ratios.Count} instances, {ratios.Average():P2} over the critical path, gap to the bound {gaps.Average():P2}, {gaps.Count(g => g == 0)} proven shortest, {built / Math.Max(1, gaps.Count)} schedules each");
        return failed == 0 ? 0 : 1;
    }

    private static (LevelledProject Levelled, double Ms) Level(ResourceProject project, int ms)
    {
        var clock = Stopwatch.StartNew();
        var limit = TimeSpan.FromMilliseconds(ms - Math.Max(2, ms * 0.03));
        var levelled = LevelledProject.Of(project, new LevellingSearch { Schedules = long.MaxValue, Enough = () => clock.Elapsed > limit });
        return (levelled, clock.Elapsed.TotalMilliseconds);
    }
}
