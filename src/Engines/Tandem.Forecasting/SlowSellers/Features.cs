namespace Tandem.Forecasting.SlowSellers;

/// <summary>What is known of an item at an origin, as numbers for the model.</summary>
internal static class Features
{
    public const int Count = 14;

    /// <summary>Reads the weeks before the origin only.</summary>
    public static double[] Of(ReadOnlySpan<double> units, Pace pace, int origin)
    {
        var known = units[pace.FirstSale..origin];
        var window = known[^pace.Weeks..];
        double Share(ReadOnlySpan<double> all, int weeks) => Recent(all, weeks) / (pace.Units * Math.Min(weeks, all.Length) + 1e-9);
        var gap = Gap(known);
        return
        [
            Squash(Share(known, 1)), Squash(Share(known, 2)), Squash(Share(known, 4)), Squash(Share(known, 8)),
            Math.Log(1 + gap), Math.Min(gap, 4) / 4.0,
            Empty(window), Empty(window[^Math.Min(8, window.Length)..]), Empty(window[^Math.Min(4, window.Length)..]),
            Largest(window), Math.Log(1 + pace.Units), Math.Log(pace.Age), Math.Log(Share(known, 8) + 0.1), Median(window) / (pace.Units + 1e-9),
        ];
    }

    /// <summary>Units of the last weeks.</summary>
    public static double Recent(ReadOnlySpan<double> known, int weeks)
    {
        double sum = 0;
        foreach (var value in known[^Math.Min(weeks, known.Length)..]) sum += value;
        return sum;
    }

    /// <summary>Weeks without a sale at the end.</summary>
    public static int Gap(ReadOnlySpan<double> known)
    {
        var gap = 0;
        while (gap < known.Length && known[known.Length - 1 - gap] == 0) gap++;
        return gap;
    }

    /// <summary>Share of weeks without a sale.</summary>
    public static double Empty(ReadOnlySpan<double> window)
    {
        var empty = 0;
        foreach (var value in window) empty += value == 0 ? 1 : 0;
        return (double)empty / window.Length;
    }

    /// <summary>Share of all units that the best week sold.</summary>
    public static double Largest(ReadOnlySpan<double> window)
    {
        double sum = 1e-9, largest = 0;
        foreach (var value in window) (sum, largest) = (sum + value, Math.Max(largest, value));
        return largest / sum;
    }

    private static double Median(ReadOnlySpan<double> window)
    {
        var sorted = window.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Squash(double share) => Math.Min(share, 3) / (1 + Math.Min(share, 3));
}
