using Tandem.Statistics;

namespace Tandem.Bench.Forecasting;

/// <summary>The M competitions' yardstick: the last value of the series with its season taken out by classical multiplicative decomposition where the test finds one.</summary>
internal static class Naive2
{
    public static double[] Forecast(double[] series, int season, int horizon)
    {
        var indices = IsSeasonal(series, season) ? Indices(series, season) : [1.0];
        var last = series[^1] / indices[(series.Length - 1) % indices.Length];
        return [.. Enumerable.Range(0, horizon).Select(k => last * indices[(series.Length + k) % indices.Length])];
    }

    private static bool IsSeasonal(double[] series, int season)
    {
        if (season < 2 || series.Length < 3 * season || series.Min() <= 0) return false;
        var mean = series.Average();
        double Product(int lag) => Enumerable.Range(lag, series.Length - lag).Sum(t => (series[t] - mean) * (series[t - lag] - mean));
        var variance = Product(0);
        if (variance == 0) return false;
        var correlations = Enumerable.Range(1, season).Select(lag => Product(lag) / variance).ToArray();
        var limit = Normal.Quantile(0.95) * Math.Sqrt((1 + 2 * correlations.Take(season - 1).Sum(r => r * r)) / series.Length);
        return Math.Abs(correlations[^1]) > limit;
    }

    private static double[] Indices(double[] series, int season)
    {
        var half = season / 2;
        var ratios = Enumerable.Range(0, season).Select(_ => new List<double>()).ToArray();
        for (var t = half; t + half < series.Length; t++)
        {
            var window = series.AsSpan(t - half, 2 * half + 1).ToArray();
            var sum = window.Sum() - (season % 2 == 0 ? (window[0] + window[^1]) / 2 : 0);
            ratios[t % season].Add(series[t] / (sum / season));
        }
        var means = ratios.Select(r => r.Average()).ToArray();
        return [.. means.Select(m => m / means.Average())];
    }
}
