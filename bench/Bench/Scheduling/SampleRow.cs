using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using Tandem.Scheduling;

namespace Tandem.Bench.Scheduling;

/// <summary>One row of the sample plan's source, by its cells.</summary>
internal sealed class SampleRow(string[] cells)
{
    public int Id => int.Parse(cells[0], CultureInfo.InvariantCulture);
    public int Level => int.Parse(cells[1], CultureInfo.InvariantCulture);
    public string Planned => cells[4];
    public string Now => cells[5].Length > 0 ? cells[5] : Planned;
    public bool Warehouse => cells[7] == "warehouse";
    public DateTime? NoEarlierThan => Date(cells[8].Replace("snet ", "", StringComparison.Ordinal));
    public DateTime? Deadline => Date(cells[9]);
    public double? Percent => cells[10].Length > 0 ? double.Parse(cells[10], CultureInfo.InvariantCulture) : null;
    public string Resources => cells[11];

    public string Name(string language) => language == "en" ? cells[2] : cells[3];

    public static IReadOnlyList<SampleRow> Read(string path)
    {
        using var csv = new TextFieldParser(path) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        var rows = new List<SampleRow>();
        for (var header = csv.ReadFields(); csv.ReadFields() is { } cells;)
        {
            if (cells.Length != header!.Length) throw new FormatException($"Row {cells[0]} has {cells.Length} cells, the heading {header.Length}.");
            rows.Add(new SampleRow(cells));
        }
        return rows;
    }

    private static DateTime? Date(string text) => text.Length > 0 ? DateTime.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Minutes of "5d" (working days of 8 hours) or "28ed" (days round the clock).</summary>
    public static long Minutes(string text) => text.Length == 0 ? 0
        : text.EndsWith("ed", StringComparison.Ordinal) ? 1440 * long.Parse(text[..^2], CultureInfo.InvariantCulture) : 480 * long.Parse(text[..^1], CultureInfo.InvariantCulture);

    public IEnumerable<PlanLinkText> Links() => cells[6].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(PlanLinkText.Parse);
}

/// <summary>A predecessor as written in the source: <c>15FF+2d</c>, <c>25SS+50%</c>.</summary>
internal sealed record PlanLinkText(int From, LinkType Type, double Lag, LagUnit Unit)
{
    private static readonly string[] Types = ["FS", "SS", "FF", "SF"];

    public static PlanLinkText Parse(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var rest = text[digits..];
        var type = rest.Length >= 2 ? (LinkType)Array.IndexOf(Types, rest[..2]) : LinkType.FinishStart;
        var lag = rest.Length > 2 ? rest[2..] : "";
        var percent = lag.EndsWith('%');
        var value = lag.Length == 0 ? 0 : percent ? double.Parse(lag[..^1], CultureInfo.InvariantCulture) : (lag[0] == '-' ? -1 : 1) * (double)SampleRow.Minutes(lag[1..]);
        return new PlanLinkText(int.Parse(text[..digits], CultureInfo.InvariantCulture), type, value, percent ? LagUnit.Percent : LagUnit.Minutes);
    }
}
