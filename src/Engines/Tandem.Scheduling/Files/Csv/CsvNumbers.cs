using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>Numbers, durations and percentages as people write them. A comma is the decimal mark where the file separates by something else and uses it so.</summary>
internal sealed partial class CsvNumbers(bool commaDecimals, int minutesPerDay)
{
    /// <summary>Blanks and apostrophes between groups of three digits.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@"(?<=\d)[\s'’](?=\d{3})")]
    private static partial System.Text.RegularExpressions.Regex Grouping();

    public bool HasDecimalCommas => commaDecimals;

    /// <summary>A number; <paramref name="ambiguous"/> where a point before three digits could group thousands instead.</summary>
    public bool TryNumber(string text, out double value, out bool ambiguous)
    {
        text = Grouping().Replace(text.Trim(), "");
        var (comma, point) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        ambiguous = text.Length - Math.Max(comma, point) == 4 && (commaDecimals ? comma < 0 && point > 0 : point < 0 && comma > 0);
        if (comma >= 0 && point >= 0) text = comma > point ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text.Replace(",", "", StringComparison.Ordinal);
        else if (comma >= 0) text = text.Replace(',', '.');
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Minutes of a duration; a bare number counts days. One that begins with an e (2 edays) counts round the clock.</summary>
    public bool TryDuration(string text, out long minutes, out bool ambiguous, out bool elapsed)
    {
        var number = text.TrimEnd('?').TrimEnd();
        var end = number.Length;
        while (end > 0 && !char.IsAsciiDigit(number[end - 1])) end--;
        var unit = number[end..].Trim().ToUpperInvariant();
        minutes = 0;
        elapsed = unit.StartsWith('E');
        if (!TryNumber(number[..end], out var count, out ambiguous) || (elapsed ? ElapsedUnit(unit[1..]) : Unit(unit)) is not { } each || Math.Abs(count * each) > 1e9) return false;
        minutes = (long)Math.Round(count * each, MidpointRounding.AwayFromZero);
        return true;
    }

    private static double? ElapsedUnit(string unit) => unit.TrimEnd('S') switch
    {
        "M" or "MIN" or "MINUTE" => 1,
        "H" or "HR" or "HOUR" => 60,
        "D" or "DAY" => 1440,
        "W" or "WK" or "WEEK" => 7 * 1440,
        "MO" or "MON" or "MONTH" => 30 * 1440,
        _ => null,
    };

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
}
