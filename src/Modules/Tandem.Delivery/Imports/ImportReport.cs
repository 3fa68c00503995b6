using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Wording;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>What an import found, kept as codes and values and worded for whoever reads it.</summary>
internal sealed record ImportReport(string Mode, string Format, string? FileName, long Bytes, int Activities, int Links, int Calendars, int Resources, int Assignments, int Compared, int Identical,
    IReadOnlyList<ReportedDifference> Differences, IReadOnlyList<ReportedWarning> Warnings, IReadOnlyList<string> Dropped, DateTime At, string By, double Seconds)
{
    /// <summary>More differences or warnings than this are counted but not kept.</summary>
    public const int Kept = 5000;

    public int DifferenceCount { get; init; }
    public int WarningCount { get; init; }

    /// <summary>What waits for projects that were not here.</summary>
    public IReadOnlyList<AwaitedLink> Awaited { get; init; } = [];

    public static ImportReport Of(PlanFile file, PlanSnapshot plan, ScheduleComparison comparison, Func<int, WorkItemId> id) => new(
        PlanWords.Of(file.Mode), file.Format.ToString().ToLowerInvariant(), null, 0, file.Tasks.Count, file.Links.Count, file.Calendars.Count, file.Resources.Count, file.Assignments.Count,
        comparison.Compared, comparison.Identical,
        [.. comparison.Differences.Take(Kept).Select(d => new ReportedDifference(id(d.Key), d.Uid, d.Code, d.Field, d.Theirs, d.Ours, d.Cause))],
        [.. file.Warnings.Take(Kept).Select(w => new ReportedWarning(w.Line, w.Field, w.Code, w.Values))], file.Dropped, default, "", 0)
    {
        DifferenceCount = comparison.Differences.Count, WarningCount = file.Warnings.Count,
    };
}

/// <summary>A value that came out otherwise than the file has it.</summary>
internal sealed record ReportedDifference(WorkItemId Id, int? Uid, string? Code, string Field, string Theirs, string Ours, string Cause)
{
    /// <summary>One of the two values for people: dates without their T, floats in minutes, yes or no.</summary>
    public string Shown(string value, Words words) => Field switch
    {
        "critical" when value.Length > 0 => words["import.flag." + value],
        "totalFloat" or "freeFloat" when value.Length > 0 => words["import.minutes", value],
        _ => value.Replace('T', ' '),
    };
}

internal sealed record ReportedWarning(int? Line, string? Field, string Code, IReadOnlyList<string> Values)
{
    /// <summary>The sentence in the reader's language; plain English where the words have none for the code.</summary>
    public string Message(Words words)
    {
        var key = "plan-warning." + Code;
        var text = words[key];
        return text == key ? new PlanWarning(Code, Line, Field, Values).Message : words[key, [.. Values.Select((value, at) => Worded(value, at, words))]];
    }

    /// <summary>The sentence with its line, where it doesn't name it itself.</summary>
    public static string Placed(string sentence, int? line, Words words) =>
        line is not { } number || System.Text.RegularExpressions.Regex.IsMatch(sentence, $@"(?<!\d){number}(?!\d)") ? sentence : $"{sentence} {words["import.line", number]}";

    /// <summary>Columns and kinds of rows have words; all else is the file's.</summary>
    private string Worded(string value, int at, Words words)
    {
        var (key, number) = (Code, at, value.Split(' ')) switch
        {
            ("unreadable_cell" or "ambiguous_number", 2, _) => ("import.column." + value, ""),
            ("unreadable_value", 0, [var kind, var row]) => ("import.row." + kind, row),
            _ => ("", ""),
        };
        return key.Length == 0 || words[key] == key ? value : words[key, number];
    }
}

/// <summary>The report as the API answers it.</summary>
internal sealed record ImportAnswer(int Activities, int Identical, IReadOnlyList<ReportedDifference> Differences, IReadOnlyList<ImportAnswer.Warning> Warnings, IReadOnlyList<string> Dropped)
{
    internal sealed record Warning(int? Line, string? Field, string Code, string Message);

    public static ImportAnswer Of(ImportReport report, Words words) => new(report.Activities, report.Identical, report.Differences,
        [.. report.Warnings.Select(warning => new Warning(warning.Line, warning.Field, warning.Code, warning.Message(words)))], report.Dropped);
}
