namespace Tandem.Automation.Signals;

/// <summary>Money as whole minor units (pence, cents), as the API and the rows have it.</summary>
internal static class MinorUnits
{
    public static long? Of(decimal? major, string? currency) => major is { } value ? (long)Math.Round(value * Scale(currency), MidpointRounding.ToEven) : null;

    public static decimal? Major(long? minor, string? currency) => minor is { } value ? value / Scale(currency) : null;

    /// <summary>ISO 4217: most currencies have two decimals.</summary>
    private static decimal Scale(string? currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "PYG" or "UGX" or "XAF" or "XOF" or "XPF" => 1,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 1000,
        _ => 100,
    };
}
