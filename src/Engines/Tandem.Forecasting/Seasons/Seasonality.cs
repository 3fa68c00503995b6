using Tandem.Statistics;

namespace Tandem.Forecasting.Seasons;

/// <summary>Whether a season is there, and its indices by classical decomposition (centred moving average).</summary>
internal static class Seasonality
{
    /// <summary>
    /// The test of the M competitions: the autocorrelation at the season's lag is significant at 90 % (two-sided) against the Bartlett error of the lags
    /// before it. Needs three full seasons, as the M4 benchmarks do.
    /// </summary>
    public static bool IsSignificant(ReadOnlySpan<double> series, int season)
    {
        if (season < 2 || series.Length < 3 * season) return false;
        var correlations = Autocorrelations(series, season);
        double sum = 1;
        for (var lag = 1; lag < season; lag++) sum += 2 * correlations[lag] * correlations[lag];
        return Math.Abs(correlations[season]) > Normal.Quantile(0.95) * Math.Sqrt(sum / series.Length);
    }

    /// <summary>
    /// The longer season that usually goes with one: a week of hours over the day, a year over the week; where none is given, a year of weeks.
    /// 1 where there is none.
    /// </summary>
    public static int Longer(int season) => season switch { 24 => 168, 7 => 364, 1 => 52, _ => 1 };

    /// <summary>Autocorrelations at lags 0–<paramref name="lags"/>; all 0 for a constant.</summary>
    public static double[] Autocorrelations(ReadOnlySpan<double> series, int lags)
    {
        var centred = series.ToArray();
        var mean = centred.Average();
        for (var i = 0; i < centred.Length; i++) centred[i] -= mean;
        var result = new double[lags + 1];
        var variance = Product(centred, 0);
        if (variance <= 0) return result;
        for (var lag = 0; lag <= Math.Min(lags, centred.Length - 1); lag++) result[lag] = Product(centred, lag) / variance;
        return result;
    }

    /// <summary>
    /// One index a position of the season (position 0 = first value): multiplicative with mean 1, or additive with mean 0. Multiplicative asks for
    /// a series without negative values. Needs two full seasons.
    /// </summary>
    public static double[] Indices(ReadOnlySpan<double> series, int season, bool multiplicative)
    {
        var sums = new double[season];
        var counts = new int[season];
        var half = season / 2;
        for (var t = half; t + half < series.Length; t++)
        {
            var trend = Centred(series, t, season);
            if (multiplicative && trend <= 0) continue;
            sums[t % season] += multiplicative ? series[t] / trend : series[t] - trend;
            counts[t % season]++;
        }
        for (var i = 0; i < season; i++) sums[i] = counts[i] == 0 ? multiplicative ? 1 : 0 : sums[i] / counts[i];
        var mean = sums.Average();
        for (var i = 0; i < season; i++) sums[i] = multiplicative ? sums[i] / mean : sums[i] - mean;
        return sums;
    }

    private static double Centred(ReadOnlySpan<double> series, int at, int season)
    {
        var half = season / 2;
        double sum = 0;
        for (var i = at - half; i <= at + half; i++) sum += series[i];
        return season % 2 == 1 ? sum / season : (sum - (series[at - half] + series[at + half]) / 2) / season;
    }

    private static double Product(double[] values, int lag)
    {
        double sum = 0;
        for (var i = lag; i < values.Length; i++) sum += values[i] * values[i - lag];
        return sum;
    }
}
