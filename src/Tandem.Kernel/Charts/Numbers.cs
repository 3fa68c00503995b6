using System.Globalization;
using Tandem.Kernel.Wording;

namespace Tandem.Kernel.Charts;

/// <summary>Numbers and periods of metrics as people read them.</summary>
public static class Numbers
{
    /// <summary>For tiles: short. Unit: money, count, ratio or share.</summary>
    public static string Short(decimal value, string unit, string? currency) => unit switch
    {
        "money" => Formats.Money(value, currency),
        "share" => Formats.Share((double)value),
        "ratio" => Formats.Number(value, 2),
        _ => Formats.Number(value),
    };

    /// <summary>For tables: exact to what is read.</summary>
    public static string Exact(decimal? value, string unit, string? currency) => value is not { } number ? "–" : unit switch
    {
        "money" => Formats.ExactMoney(number, currency, 2),
        "share" or "percent" => Formats.Share((double)number),
        "ratio" => Formats.Number(number, 2),
        _ => Formats.Number(number, number == decimal.Truncate(number) ? 0 : 2),
    };

    /// <summary>The format word that charts use.</summary>
    public static string Format(string unit) => unit switch { "money" => "money", "share" => "percent", "ratio" => "ratio", _ => "number" };

    public static string Period(string label, string interval, DateOnly today)
    {
        if (!DateOnly.TryParseExact(label, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return label;
        if (interval != "month") return Formats.TableDate(date, today);
        return Words.Language(CultureInfo.CurrentUICulture) == "zh-CN" ? date.ToString("yyyy年M月", CultureInfo.InvariantCulture) : date.ToString("MMM yyyy", CultureInfo.InvariantCulture);
    }
}
