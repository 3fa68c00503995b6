using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>How MSPDI writes dates, durations and codes.</summary>
internal static class MspdiText
{
    public const string Namespace = "http://schemas.microsoft.com/project";

    /// <summary>Link types by their number in the file.</summary>
    public static readonly LinkType[] Links = [LinkType.FinishFinish, LinkType.FinishStart, LinkType.StartFinish, LinkType.StartStart];

    /// <summary>Constraints by their number in the file.</summary>
    public static readonly ConstraintType[] Constraints =
    [
        ConstraintType.AsSoonAsPossible, ConstraintType.AsLateAsPossible, ConstraintType.MustStartOn, ConstraintType.MustFinishOn,
        ConstraintType.StartNoEarlierThan, ConstraintType.StartNoLaterThan, ConstraintType.FinishNoEarlierThan, ConstraintType.FinishNoLaterThan,
    ];

    public static bool TryFlag(string text, out bool value)
    {
        value = text.Trim() is "1" or "true";
        return value || text.Trim() is "0" or "false";
    }

    /// <summary>Wall clock; an offset, should one stand there, is passed over. 1984 to 2149 is Project's range; 1900 to 2500 is taken.</summary>
    public static bool TryDate(string text, out DateTime value)
    {
        text = text.Trim();
        if (text.Length > 19) text = text[..19];
        return DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            && value.Year is >= 1900 and <= 2500;
    }

    public static string Date(DateTime value) => value.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private const int LongestDuration = 64;

    /// <summary>ISO 8601 duration to whole minutes; a day is 24 hours.</summary>
    public static bool TryDuration(string text, out long minutes)
    {
        minutes = 0;
        text = text.Trim();
        var negative = text.StartsWith('-');
        if (negative) text = text[1..];
        if (!text.StartsWith('P') || text.Length > LongestDuration) return false;
        var (sum, time, number) = (0.0, false, "");
        foreach (var c in text.AsSpan(1))
        {
            if (char.IsAsciiDigit(c) || c == '.') number += c;
            else if (c == 'T' && number.Length == 0 && !time) time = true;
            else if (Unit(c, time) is { } unit && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) (sum, number) = (sum + count * unit, "");
            else return false;
        }
        if (number.Length > 0 || sum > 1e9) return false;
        minutes = (long)Math.Round(negative ? -sum : sum, MidpointRounding.AwayFromZero);
        return true;
    }

    private static double? Unit(char c, bool time) => (c, time) switch
    {
        ('D', false) => 1440,
        ('H', true) => 60,
        ('M', true) => 1,
        ('S', true) => 1 / 60.0,
        _ => null,
    };

    public static string Duration(long minutes) => string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? "-" : "")}PT{Math.Abs(minutes) / 60}H{Math.Abs(minutes) % 60}M0S");

    /// <summary>Duration formats are even where the duration counts round the clock; 20 and 52 are elapsed percent, 21 and 53 none.</summary>
    public static bool IsElapsed(int? format) => format is { } f && (f & 31) is 4 or 6 or 8 or 10 or 12 or 20;

    public static LagUnit LagUnitOf(int? format) => format is { } f
        ? (f & 31) switch { 19 => LagUnit.Percent, 20 => LagUnit.ElapsedPercent, 4 or 6 or 8 or 10 or 12 => LagUnit.ElapsedMinutes, _ => LagUnit.Minutes }
        : LagUnit.Minutes;
}
