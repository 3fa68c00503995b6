using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>One row on its way out. A value that means what already stands there leaves it as it is written.</summary>
internal sealed class XerLine(XerTable table, IEnumerable<string> known, bool isNew)
{
    private readonly List<string> cells = [.. known];

    public bool IsNew => isNew;

    public string? Text(string field) => table.Has(field) && table.Declare(field) is var at && at < cells.Count && cells[at].Length > 0 ? cells[at] : null;

    /// <summary>The row as it stands, to be read.</summary>
    public XerRow Read() => new(0, table.Places, [table.Name, .. cells]);

    public XerLine Set(string field, string? value)
    {
        if ((Text(field) ?? "") == (value ?? "")) return this;
        var at = table.Declare(field);
        while (cells.Count <= at) cells.Add("");
        cells[at] = Clean(value ?? "");
        return this;
    }

    public XerLine Set(string field, long? number) => Set(field, number?.ToString(CultureInfo.InvariantCulture));

    public XerLine Set(string field, bool flag) => Set(field, flag ? "Y" : "N");

    public XerLine Set(string field, decimal? sum) => Read().Money(field) == sum ? this : Set(field, sum?.ToString("0.######", CultureInfo.InvariantCulture));

    public XerLine Set(string field, double? number) => Read().Real(field, []) == number ? this : Set(field, number?.ToString("0.########", CultureInfo.InvariantCulture));

    /// <summary>Minutes as hours.</summary>
    public XerLine Hours(string field, double? minutes) =>
        minutes is { } m && Read().Minutes(field, []) == (long)Math.Round(m, MidpointRounding.AwayFromZero) ? this : Set(field, (minutes / 60)?.ToString("0.########", CultureInfo.InvariantCulture));

    public XerLine Set(string field, DateTime? date) => date is not null && Read().Date(field, []) == date ? this : Set(field, date?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    public string Cells() => string.Join('\t', Enumerable.Range(0, table.Fields.Count).Select(i => i < cells.Count ? cells[i] : ""));

    /// <summary>P6 writes line ends within a value as 0x7F; a tab would end the cell.</summary>
    private static string Clean(string text) => text.AsSpan().IndexOfAny("\t\r\n") < 0 ? text : text.ReplaceLineEndings("\x7F\x7F").Replace('\t', ' ');
}
