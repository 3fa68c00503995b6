using System.Globalization;
using System.Text;
using Tandem.Delivery.Plans;
using Tandem.Scheduling;

namespace Tandem.Delivery.Exports;

/// <summary>A plan as CSV (RFC 4180), in columns that the import reads back. Cells that a spreadsheet would take for a formula begin with an apostrophe.</summary>
internal static class PlanTable
{
    private static readonly string[] Head =
        ["ID", "WBS", "Outline level", "Name", "Type", "State", "Duration", "Start", "Finish", "% complete", "Predecessors", "Deadline", "Milestone", "Total float (min)", "Critical", "Due", "Notes"];

    public static string Write(PlanSnapshot plan) => Text(Rows(plan));

    /// <summary>Rows of cells as CSV.</summary>
    public static string Text(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) Line(text, row.Select(Guard));
        return text.ToString();
    }

    /// <summary>The headings, then a row an item.</summary>
    public static IEnumerable<IEnumerable<string>> Rows(PlanSnapshot plan)
    {
        yield return Head;
        var predecessors = plan.File.Links.ToLookup(link => link.To);
        for (var row = 0; row < plan.Count; row++) yield return Cells(plan, row, predecessors);
    }

    private static IEnumerable<string> Cells(PlanSnapshot plan, int row, ILookup<int, Scheduling.Files.PlanLink> predecessors)
    {
        var item = plan.Outline.Items[row];
        var dates = plan.Schedule.At(row);
        var type = plan.TypeOf(row);
        return
        [
            Number(item.Number), plan.Outline.Codes[row], Number(plan.Outline.Levels[row]), item.Name, PlanWords.Of(type), plan.Progress[row].State,
            type == ActivityType.Summary ? "" : Number(dates.Duration) + " min", Time(dates.Start), Time(dates.Finish), Number(plan.Progress[row].Percent) + "%",
            string.Join(';', predecessors[item.Number].Select(Link)), Time(item.Deadline), PlanWords.Of(type) == "milestone" ? "yes" : "no",
            dates.TotalFloat is { } total ? Number(total) : "", dates.Critical ? "yes" : "no", item.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", item.Notes ?? "",
        ];
    }

    private static string Link(Scheduling.Files.PlanLink link)
    {
        var unit = link.Unit switch { LagUnit.Percent or LagUnit.ElapsedPercent => "%", _ => " min" };
        return Number(link.From) + PlanWords.Of(link.Type).ToUpperInvariant() + (link.Lag == 0 ? "" : (link.Lag > 0 ? "+" : "") + Number(link.Lag) + unit);
    }

    /// <summary>A negative number is none.</summary>
    private static string Guard(string text)
    {
        var bare = text.TrimStart('\'');
        var formula = bare.Length > 0 && ("=+@\t\r".Contains(bare[0], StringComparison.Ordinal) || (bare[0] == '-' && !double.TryParse(bare, CultureInfo.InvariantCulture, out _)));
        return formula ? "'" + text : text;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static void Line(StringBuilder text, IEnumerable<string> cells)
    {
        text.AppendJoin(',', cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
    }
}
