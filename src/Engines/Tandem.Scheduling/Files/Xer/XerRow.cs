using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>One row of an XER table, read by field name. Hours become minutes.</summary>
internal sealed class XerRow(int line, Dictionary<string, int> fields, string[] cells)
{
    public int Line => line;

    /// <summary>The text of a field; null where the field is missing or empty.</summary>
    public string? Text(string field) => fields.TryGetValue(field, out var at) && at < cells.Length && cells[at].Length > 0 ? cells[at] : null;

    public int? Number(string field) => int.TryParse(Text(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public bool Flag(string field) => Text(field) == "Y";

    public double? Real(string field, ICollection<PlanWarning> warnings)
    {
        if (Text(field) is not { } text) return null;
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e7) return value;
        Unreadable(field, text, warnings);
        return null;
    }

    public decimal? Money(string field) => decimal.TryParse(Text(field)?.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < PlanFileLimits.Money ? value : null;

    public long? Minutes(string field, ICollection<PlanWarning> warnings) => Real(field, warnings) is { } hours ? (long)Math.Round(hours * 60, MidpointRounding.AwayFromZero) : null;

    public DateTime? Date(string field, ICollection<PlanWarning> warnings)
    {
        if (Text(field) is not { } text) return null;
        if (DateTime.TryParseExact(text.Trim(), ["yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) && value.Year is >= 1900 and <= 2500) return value;
        Unreadable(field, text, warnings);
        return null;
    }

    private void Unreadable(string field, string text, ICollection<PlanWarning> warnings) =>
        warnings.Add(new PlanWarning("unreadable_value", line, field, [Text("task_code") ?? $"Line {line}", text.Length > 60 ? text[..60] + "…" : text, field]));
}
