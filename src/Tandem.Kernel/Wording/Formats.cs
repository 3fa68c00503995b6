using System.Globalization;

namespace Tandem.Kernel.Wording;

/// <summary>Numbers, dates and durations as people read them, in the current culture's language (the table in docs/ui: money, counts, dates, durations).</summary>
public static class Formats
{
    private static bool Chinese => Words.Language(CultureInfo.CurrentUICulture) == "zh-CN";

    /// <summary>24,310; a minus is U+2212.</summary>
    public static string Number(decimal value, int decimals = 0) => Sign(value, Math.Abs(value).ToString("N" + decimals, CultureInfo.InvariantCulture));

    /// <summary>24k, 1.2M; 2.4 万, 1.2 亿.</summary>
    public static string Short(decimal value) => Sign(value, Chinese ? ShortChinese(Math.Abs(value)) : ShortEnglish(Math.Abs(value)));

    /// <summary>£682.7k; £68.27 万. Exact, for tables: <see cref="ExactMoney"/>.</summary>
    public static string Money(decimal value, string? currency) => Sign(value, Symbol(currency) + (Chinese ? ShortChinese(Math.Abs(value), 2) : ShortEnglish(Math.Abs(value))));

    /// <summary>£682,681.</summary>
    public static string ExactMoney(decimal value, string? currency, int decimals = 0) =>
        Sign(value, Symbol(currency) + Math.Abs(value).ToString("N" + decimals, CultureInfo.InvariantCulture));

    /// <summary>33.9%.</summary>
    public static string Share(double value, int decimals = 1) => Sign((decimal)value, Math.Abs(value * 100).ToString("N" + decimals, CultureInfo.InvariantCulture) + "%");

    /// <summary>31 Aug, other year 1 Dec 2010; 8月31日, 2010年12月1日.</summary>
    public static string Date(DateOnly date, DateOnly today) => date.Year == today.Year
        ? date.ToString(Chinese ? "M月d日" : "d MMM", Culture) : date.ToString(Chinese ? "yyyy年M月d日" : "d MMM yyyy", Culture);

    /// <summary>As in tables: 31 Aug; 08-31, other year 2010-12-01.</summary>
    public static string TableDate(DateOnly date, DateOnly today) => !Chinese ? Date(date, today) : date.ToString(date.Year == today.Year ? "MM-dd" : "yyyy-MM-dd", Culture);

    /// <summary>Data-through and exports: 2011-08-31 18:00.</summary>
    public static string Instant(DateTime local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Wednesday 31 August; 8月31日 星期三.</summary>
    public static string LongDate(DateOnly date) => date.ToString(Chinese ? "M月d日 dddd" : "dddd d MMMM", Culture);

    /// <summary>Working time: 3 d, 2 w, 4 h; 3 天, 2 周, 4 小时. A day is the calendar's, as a rule 480 minutes.</summary>
    public static string Duration(long minutes, int minutesPerDay = 480)
    {
        var (value, unit) = minutes == 0 ? (0m, 'd') : Math.Abs(minutes) < minutesPerDay ? (minutes / 60m, 'h')
            : minutes % (5 * minutesPerDay) == 0 && Math.Abs(minutes) >= 10 * minutesPerDay ? (minutes / (5m * minutesPerDay), 'w') : (minutes / (decimal)minutesPerDay, 'd');
        var name = Chinese ? unit switch { 'h' => "小时", 'd' => "天", _ => "周" } : unit.ToString();
        return $"{Sign(value, Math.Abs(value).ToString("0.##", CultureInfo.InvariantCulture))} {name}";
    }

    /// <summary>Time round the clock: 34 ed, 12 eh; 34 日历日, 12 日历时.</summary>
    public static string Elapsed(long minutes)
    {
        var hours = minutes != 0 && Math.Abs(minutes) < 1440;
        var value = minutes / (hours ? 60m : 1440m);
        return $"{Sign(value, Math.Abs(value).ToString("0.##", CultureInfo.InvariantCulture))} {(Chinese, hours) switch { (true, true) => "日历时", (true, false) => "日历日", (false, true) => "eh", _ => "ed" }}";
    }

    public static string Symbol(string? currency) => currency switch { null => "", "GBP" => "£", "EUR" => "€", "USD" => "$", "CNY" => "¥", "JPY" => "¥", _ => currency + " " };

    private static readonly CultureInfo EnglishDates = ThreeLetters(), ChineseDates = CultureInfo.GetCultureInfo("zh-CN");

    private static CultureInfo Culture => Chinese ? ChineseDates : EnglishDates;

    /// <summary>British dates, but every short month has three letters, as the islands write it.</summary>
    private static CultureInfo ThreeLetters()
    {
        var culture = new CultureInfo("en-GB");
        string[] months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", ""];
        culture.DateTimeFormat.AbbreviatedMonthNames = culture.DateTimeFormat.AbbreviatedMonthGenitiveNames = months;
        return CultureInfo.ReadOnly(culture);
    }

    private static string Sign(decimal value, string text) => value < 0 ? "−" + text : text;

    private static string ShortEnglish(decimal value) => value switch
    {
        >= 999_500m => Trim(value / 1_000_000m, 2) + "M",
        >= 10_000m => Trim(value / 1_000m, 1) + "k",
        >= 100m => value.ToString("N0", CultureInfo.InvariantCulture),
        _ => Trim(value, 2),
    };

    private static string ShortChinese(decimal value, int decimals = 1) => value switch
    {
        >= 100_000_000m => Trim(value / 100_000_000m, decimals) + " 亿",
        >= 10_000m => Trim(value / 10_000m, decimals) + " 万",
        >= 100m => value.ToString("N0", CultureInfo.InvariantCulture),
        _ => Trim(value, 2),
    };

    private static string Trim(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.ToEven).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
}
