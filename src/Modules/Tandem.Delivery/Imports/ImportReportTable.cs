using System.Globalization;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Exports;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Imports;

/// <summary>An import's report as a table to keep: what came in, then every difference with its cause, every oddity with its line, and what was dropped.</summary>
internal static class ImportReportTable
{
    public static string Write(ImportReport report, Func<WorkItemId, string> name, Words words) => PlanTable.Text(Rows(report, name, words));

    private static IEnumerable<IEnumerable<string>> Rows(ImportReport report, Func<WorkItemId, string> name, Words words)
    {
        yield return [words["import.report"], report.FileName ?? "", report.Format, report.At.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture), report.By];
        yield return [words["import.report.sum", report.Activities, report.Identical, report.Compared - report.Identical]];
        foreach (var (key, count) in new[] { ("links", report.Links), ("calendars", report.Calendars), ("resources", report.Resources), ("assignments", report.Assignments) }) yield return [words[$"import.kept.{key}"], Number(count)];
        yield return ["UID", words["import.activity"], words["import.field"], words["import.theirs"], words["import.ours"], words["import.cause"]];
        foreach (var d in report.Differences) yield return [d.Uid is { } uid ? Number(uid) : "", name(d.Id), words[$"item.field.{d.Field}"], d.Theirs, d.Ours, words[$"import.cause.{d.Cause}"]];
        yield return [words["import.look"]];
        foreach (var warning in report.Warnings) yield return [warning.Line is { } line ? Number(line) : "", warning.Field ?? "", warning.Message(words)];
        yield return [words["import.dropped"], report.Dropped.Count == 0 ? words["import.dropped.none"] : string.Join(", ", report.Dropped)];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
