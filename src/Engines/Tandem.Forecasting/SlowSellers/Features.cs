namespace Tandem.Forecasting.SlowSellers;

/// <summary>What is known of an item at an origin, as numbers for the model. All are ratios, logarithms or shares: the size of an item hardly matters.</summary>
internal static class Features
{
    /// <summary>Reads the weeks before the origin only.</summary>
    public static double[] Of(ReadOnlySpan<double> units, Pace pace, int origin)
    {
        var known = units[pace.FirstSale..origin];
        var window = known[^pace.Weeks..];
        double Share(ReadOnlySpan<double> all, int from, int to) => ShareOfPace(all, from, to, pace.Units);
        double last4 = Share(known, 4, 0), last8 = Share(known, 8, 0), before4 = Share(known, 8, 4);
        var gap = Gap(known);
        return
        [
            Squash(Share(known, 1, 0)), Squash(Share(known, 2, 0)), Squash(last4), Squash(last8),
            Soft(Share(known, 2, 0)), Soft(last4), Soft(last8), Soft(before4), Soft(Share(known, 16, 8)), Soft(last4) - Soft(before4),
            Math.Log(1 + gap), Math.Min(gap, 4) / 4.0,
            Empty(window), Empty(Last(window, 8)), Empty(Last(window, 4)),
            Largest(window), Math.Log(1 + Spread(window, pace.Units) / pace.Units), Median(window) / pace.Units,
            Math.Log(1 + pace.Units), Math.Log(pace.Age), Math.Log((Mean(known) + 0.1) / (pace.Units + 0.1)),
        ];
    }

    /// <summary>Units a week between <paramref name="from"/> and <paramref name="to"/> weeks ago as a share of the pace; 1 where there was no such week.</summary>
    public static double ShareOfPace(ReadOnlySpan<double> known, int from, int to, double pace)
    {
        var end = known.Length - to;
        var start = Math.Max(0, known.Length - from);
        return end <= start ? 1 : Mean(known[start..end]) / pace;
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

    private static ReadOnlySpan<double> Last(ReadOnlySpan<double> window, int weeks) => window[^Math.Min(weeks, window.Length)..];

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static double Spread(ReadOnlySpan<double> window, double mean)
    {
        double sum = 0;
        foreach (var value in window) sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / window.Length);
    }

    private static double Median(ReadOnlySpan<double> window)
    {
        Span<double> sorted = stackalloc double[window.Length];
        window.CopyTo(sorted);
        sorted.Sort();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Squash(double share) => Math.Min(share, 3) / (1 + Math.Min(share, 3));

    private static double Soft(double share) => Math.Log(0.1 + share);
}
