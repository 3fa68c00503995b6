using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Bench.Scheduling;

/// <summary><c>conformance --in FOLDER --out FILE</c>: every plan file of a folder scheduled and held against the dates that its own scheduler stored or that were captured from it.</summary>
internal static class ConformanceVerb
{
    private const string Intro = """
        # Conformance of the scheduling engine

        Made by `dotnet run -c Release --project bench/Bench -- conformance --in tests/Engines.Tests/Data/scheduling --out docs/conformance/scheduling.md`; nothing here is written by hand.
        Sources and licences of the files: `tests/Engines.Tests/Data/scheduling/SOURCES.md`. Only what is listed was compared: a file without a stored value for a field says nothing about it.

        """;

    public static int Run(Options options)
    {
        var folder = options.Required("in");
        var text = new StringBuilder(Intro);
        Captured(text, folder);
        Stored(text, folder);
        File.WriteAllText(options.Required("out"), text.ToString());
        Console.WriteLine(options.Required("out"));
        return 0;
    }

    private static void Captured(StringBuilder text, string folder)
    {
        text.Append("\n## Primavera P6 23.12, values captured from its screen\n\nEarly and late start and finish, total and free float of every activity, to the minute; P6 has no float for what is complete, and an empty value is not counted. Retained logic throughout: what progress override, actual dates, levels of effort, WBS summaries, hammocks, expected finishes and external dates do follows the schedulers' manuals and is held against a second, slow scheduler in the tests, not against P6.\n\n| file | values | equal | differ |\n| --- | ---: | ---: | --- |\n");
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "p6"), "*.xer").Order())
        {
            var (file, schedule) = Compute(path);
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(path, ".expected.json")));
            var (values, wrong) = (0, new List<string>());
            foreach (var row in expected.RootElement.GetProperty("activities").EnumerateArray())
            {
                var ours = schedule[file.Tasks.Single(t => t.Code == row.GetProperty("code").GetString()).Key];
                foreach (var (field, theirs, our) in Pairs(row, ours).Where(pair => pair.Theirs.Length > 0))
                {
                    values++;
                    if (theirs != our) wrong.Add($"{ours.Activity.Key} {field}: {theirs}, ours {our}");
                }
            }
            text.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileName(path)} | {values} | {values - wrong.Count} | {(wrong.Count == 0 ? "–" : string.Join("; ", wrong))} |\n");
        }
    }

    private static IEnumerable<(string Field, string Theirs, string Ours)> Pairs(JsonElement row, ScheduledActivity ours)
    {
        foreach (var (field, value) in new (string, DateTime)[] { ("earlyStart", ours.EarlyStart), ("earlyFinish", ours.EarlyFinish), ("lateStart", ours.LateStart), ("lateFinish", ours.LateFinish) })
        {
            yield return (field, row.GetProperty(field).GetString()!, value.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        }
        yield return ("totalFloat", row.GetProperty("totalFloatMinutes").ToString(), $"{ours.TotalFloat}");
        yield return ("freeFloat", row.GetProperty("freeFloatMinutes").ToString(), $"{ours.FreeFloat}");
    }

    private static void Stored(StringBuilder text, string folder)
    {
        text.Append("\n## Microsoft Project XML, values stored in the files\n\nThese files are hand-written examples, other tools' exports or made for this set; none is claimed to be Microsoft Project's own. Causes are the import report's codes.\n\n| file | rows compared | identical | values that differ, by cause |\n| --- | ---: | ---: | --- |\n");
        foreach (var path in new[] { "mspdi", "mspdi-authored" }.SelectMany(f => Directory.GetFiles(Path.Combine(folder, f), "*.xml").Order()))
        {
            var (file, schedule) = Compute(path);
            var comparison = ScheduleComparison.Of(file, schedule);
            var causes = comparison.Differences.CountBy(d => d.Cause).OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}");
            text.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileName(path)} | {comparison.Compared} | {comparison.Identical} | {(comparison.Compared == 0 ? "the file stores no dates; see the tests for its reasoned ones" : comparison.Differences.Count == 0 ? "–" : string.Join(", ", causes))} |\n");
        }
    }

    private static (PlanFile, Schedule) Compute(string path)
    {
        using var stream = File.OpenRead(path);
        var file = PlanFiles.Read(stream, PlanFiles.FormatOf(path)!.Value);
        return (file, Schedule.Compute(file.ToPlan()));
    }
}
