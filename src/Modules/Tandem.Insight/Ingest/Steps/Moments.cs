using System.Globalization;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>Reads the times that clients write: ISO 8601 in its usual forms (also date alone, week date, ordinal date); without an offset it is UTC.</summary>
internal static class Moments
{
    private const long Second = 1_000_000;

    /// <returns>Microseconds since 1970-01-01 UTC.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        text = text.Trim((byte)' ');
        if (!TryDate(ref text, out var days)) return false;
        var time = 0L;
        if (text.Length > 0)
        {
            if (text[0] is not ((byte)'T' or (byte)'t' or (byte)' ')) return false;
            text = text[1..];
            if (!TryTime(ref text, out time) || !TryOffset(text, out var offset)) return false;
            time -= offset;
        }
        micros = days * 86_400 * Second + time;
        return true;
    }

    /// <summary>A number: milliseconds since 1970, or seconds where that would lie before 1973.</summary>
    public static long FromNumber(double value) => (long)Math.Clamp(Math.Abs(value) < 1e11 ? value * Second : value * 1000, long.MinValue / 4, long.MaxValue / 4);

    private static bool TryDate(ref ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (!Digits(ref text, 4, out var year) || year == 0 || !Skip(ref text, '-')) return false;
        if (text.Length > 0 && text[0] == 'W')
        {
            text = text[1..];
            if (!Digits(ref text, 2, out var week)) return false;
            var weekday = 1;
            if (Skip(ref text, '-') && !Digits(ref text, 1, out weekday)) return false;
            if (week is < 1 || week > ISOWeek.GetWeeksInYear(year) || weekday is < 1 or > 7) return false;
            days = (ISOWeek.ToDateTime(year, week, (DayOfWeek)(weekday % 7)) - DateTime.UnixEpoch).Days;
            return true;
        }
        if (text.Length >= 3 && text[..3].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            if (!Digits(ref text, 3, out var ordinal) || ordinal < 1 || ordinal > (DateTime.IsLeapYear(year) ? 366 : 365)) return false;
            days = DayNumber(year, 1, 1) + ordinal - 1;
            return true;
        }
        if (!Digits(ref text, 2, out var month) || !Skip(ref text, '-') || !Digits(ref text, 2, out var day)) return false;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = DayNumber(year, month, day);
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (!Digits(ref text, 2, out var hour) || !Skip(ref text, ':') || !Digits(ref text, 2, out var minute)) return false;
        var (second, fraction) = (0, 0L);
        if (Skip(ref text, ':'))
        {
            if (!Digits(ref text, 2, out second)) return false;
            if (Skip(ref text, '.') || Skip(ref text, ',')) fraction = Fraction(ref text);
        }
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0)) return false;
        micros = ((hour * 60L + minute) * 60 + second) * Second + fraction;
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length == 0 || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z')) return true;
        var sign = text[0] == '-' ? -1 : 1;
        if (text[0] is not ((byte)'+' or (byte)'-')) return false;
        text = text[1..];
        if (!Digits(ref text, 2, out var hours)) return false;
        var minutes = 0;
        Skip(ref text, ':');
        if (text.Length > 0 && !Digits(ref text, 2, out minutes)) return false;
        if (text.Length > 0 || hours > 18 || minutes > 59) return false;
        micros = sign * (hours * 60L + minutes) * 60 * Second;
        return true;
    }

    private static long Fraction(ref ReadOnlySpan<byte> text)
    {
        var (micros, unit) = (0L, Second / 10);
        while (text.Length > 0 && text[0] is >= (byte)'0' and <= (byte)'9')
        {
            micros += (text[0] - '0') * unit;
            unit /= 10;
            text = text[1..];
        }
        return micros;
    }

    private static bool Digits(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count) return false;
        for (var i = 0; i < count; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + text[i] - '0';
        }
        text = text[count..];
        return true;
    }

    private static bool Skip(ref ReadOnlySpan<byte> text, char mark)
    {
        if (text.Length == 0 || text[0] != mark) return false;
        text = text[1..];
        return true;
    }

    private static long DayNumber(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - EpochDay;

    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;
}
