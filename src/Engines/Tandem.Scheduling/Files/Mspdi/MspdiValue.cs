using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>A kind of value in MSPDI: how its text is read, and how it is written.</summary>
internal sealed class MspdiValue<T>(MspdiValue<T>.Reading read, Func<T, string> write)
{
    public delegate bool Reading(string text, out T value);

    public bool TryRead(string text, out T value) => read(text, out value);

    public string Write(T value) => write(value);

    public bool IsReadable(string text) => read(text, out _);

    /// <summary>Whether the text, however it is spelled, says this value.</summary>
    public bool Says(string text, T value) => read(text, out var said) && EqualityComparer<T>.Default.Equals(said, value);
}

/// <summary>The kinds of values that are read and written.</summary>
internal static class MspdiValues
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static readonly MspdiValue<string> Text = new((string text, out string value) => (value = text).Length > 0, text => text);

    public static readonly MspdiValue<int> Number = new((string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, Plain, out value), value => value.ToString(Plain));

    /// <summary>Number of a thing, where a negative one is none.</summary>
    public static readonly MspdiValue<int> Reference = new((string text, out int value) => Number.TryRead(text, out value) && value >= 0, Number.Write);

    public static readonly MspdiValue<double> Real = new((string text, out double value) => double.TryParse(text, NumberStyles.Float, Plain, out value) && double.IsFinite(value), value => value.ToString(Plain));

    public static readonly MspdiValue<decimal> Money = new((string text, out decimal value) => decimal.TryParse(text, NumberStyles.Float, Plain, out value) && Math.Abs(value) < PlanFileLimits.Money, value => value.ToString(Plain));

    /// <summary>
    /// A cost in the file's currency: Project writes costs in hundredths of it, rates as they are (MPXJ, DatatypeConverter.parseCurrency and parseRate:
    /// task, assignment, resource and baseline costs and the cost per use are divided by 100).
    /// </summary>
    public static readonly MspdiValue<decimal> Cost = new((string text, out decimal value) =>
    {
        var good = Money.TryRead(text, out value);
        value /= 100;
        return good;
    }, value => (Math.Abs(value) < decimal.MaxValue / 100 ? value * 100 : value).ToString("0.##########", Plain));

    public static readonly MspdiValue<bool> Flag = new(MspdiText.TryFlag, value => value ? "1" : "0");

    public static readonly MspdiValue<DateTime> Date = new(MspdiText.TryDate, MspdiText.Date);

    /// <summary>A duration in minutes.</summary>
    public static readonly MspdiValue<long> Minutes = new(MspdiText.TryDuration, MspdiText.Duration);

    /// <summary>A slack, in minutes of the tenths it is written in.</summary>
    public static readonly MspdiValue<long> Tenths = new((string text, out long value) =>
    {
        var good = double.TryParse(text, NumberStyles.Float, Plain, out var tenths) && Math.Abs(tenths) < 1e12;
        value = good ? (long)Math.Round(tenths / 10, MidpointRounding.AwayFromZero) : 0;
        return good;
    }, minutes => (minutes * 10).ToString(Plain));

    /// <summary>FixedCostAccrual: 1 start, 2 end, 3 prorated (PjAccrueAt); others are none of them.</summary>
    public static readonly MspdiValue<CostAccrual> Accrual = new((string text, out CostAccrual value) =>
    {
        var good = Number.TryRead(text, out var number) && number is >= 1 and <= 3;
        value = good ? Accruals[number - 1] : default;
        return good;
    }, value => (Array.IndexOf(Accruals, value) + 1).ToString(Plain));

    private static CostAccrual[] Accruals => [CostAccrual.Start, CostAccrual.Finish, CostAccrual.Prorated];
}
