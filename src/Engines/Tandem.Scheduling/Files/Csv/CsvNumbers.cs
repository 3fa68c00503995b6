using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>Numbers, durations, percentages and dates as people write them. A comma is the decimal mark where the file separates by something else and uses it so.</summary>
internal sealed class CsvNumbers(bool commaDecimals, int minutesPerDay)
{
    /// <summary>A number; <paramref name="ambiguous"/> where a point before three digits could group thousands instead.</summary>
    public bool TryNumber(string text, out double value, out bool ambiguous)
    {
        text = text.Trim();
        var (comma, point) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        ambiguous = commaDecimals && comma < 0 && point > 0 && text.Length - point == 4;
        if (comma >= 0 && point >= 0) text = comma > point ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text.Replace(",", "", StringComparison.Ordinal);
        else if (comma >= 0) text = text.Replace(',', '.');
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Minutes of a duration; a bare number counts days.</summary>
    public bool TryDuration(string text, out long minutes, out bool ambiguous)
    {
        var number = text.TrimEnd('?').TrimEnd();
        var end = number.Length;
        while (end > 0 && !char.IsAsciiDigit(number[end - 1])) end--;
        var unit = number[end..].Trim().ToUpperInvariant();
        minutes = 0;
        if (!TryNumber(number[..end], out var count, out ambiguous) || Unit(unit) is not { } each || Math.Abs(count * each) > 1e9) return false;
        minutes = (long)Math.Round(count * each, MidpointRounding.AwayFromZero);
        return true;
    }

    private double? Unit(string unit) => unit switch
    {
        "" or "D" or "DAY" or "DAYS" or "T" or "TAG" or "TAGE" or "天" or "日" or "工作日" or "个工作日" => minutesPerDay,
        "H" or "HR" or "HRS" or "HOUR" or "HOURS" or "STD" or "小时" or "工时" => 60,
        "M" or "MIN" or "MINS" or "MINUTES" or "分钟" => 1,
        "W" or "WK" or "WKS" or "WEEK" or "WEEKS" or "WOCHE" or "WOCHEN" or "周" => minutesPerDay * 5,
        "MO" or "MON" or "MONTH" or "MONTHS" or "月" or "个月" => minutesPerDay * 20,
        _ => null,
    };

    /// <summary>Percent: with a sign as it stands; a fraction with a decimal mark of at most 1 is a part of one.</summary>
    public bool TryPercent(string text, out double percent)
    {
        var signed = text.TrimEnd().EndsWith('%');
        if (!TryNumber(text.TrimEnd().TrimEnd('%'), out percent, out _)) return false;
        if (!signed && percent is > 0 and <= 1 && text.AsSpan().IndexOfAny(',', '.') >= 0) percent *= 100;
        return percent is >= 0 and <= 100;
    }

    public static bool TryDate(string text, out DateTime date) => DateTime.TryParseExact(text.Trim(),
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy/M/d", "yyyy/M/d H:mm", "yyyy年M月d日", "yyyy年M月d日 H:mm", "d.M.yyyy", "d.M.yyyy H:mm"],
        CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year is >= 1900 and <= 2500;
}
