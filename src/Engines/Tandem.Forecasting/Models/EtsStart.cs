using Tandem.Forecasting.Seasons;

namespace Tandem.Forecasting.Models;

/// <summary>Starting states of an exponential smoothing model: season by decomposition, level and trend by a line through the first values.</summary>
internal static class EtsStart
{
    public static EtsParameters Of(double[] values, int season, EtsForm form)
    {
        var multiplicative = form.Season == Part.Multiplicative;
        double[] seasons = form.Season == Part.None ? [] : Seasonality.Indices(values, season, multiplicative);
        if (multiplicative) seasons = [.. seasons.Select(s => Math.Max(s, 0.01))];
        var (level, slope) = Line(values, seasons, multiplicative);
        var trend = form.Trend != Part.None;
        return new(form)
        {
            Beta = trend ? 0.05 : 0, Gamma = form.Season == Part.None ? 0 : 0.1, Phi = form.Trend == Part.Damped ? 0.95 : 1,
            Level = trend ? level : level + slope, Trend = trend ? slope : 0, Seasons = seasons,
        };
    }

    /// <summary>Level before the first value and slope, from the first max(10, 2 seasons) values without season.</summary>
    private static (double Level, double Slope) Line(double[] values, double[] seasons, bool multiplicative)
    {
        var n = Math.Min(values.Length, Math.Max(10, 2 * seasons.Length));
        double sumY = 0, sumTy = 0;
        for (var t = 0; t < n; t++)
        {
            var index = seasons.Length == 0 ? multiplicative ? 1 : 0 : seasons[t % seasons.Length];
            var value = multiplicative ? values[t] / index : values[t] - index;
            sumY += value;
            sumTy += (t + 1) * value;
        }
        double sumT = n * (n + 1) / 2.0, sumTt = n * (n + 1) * (2 * n + 1) / 6.0;
        var slope = (sumTy - sumT * sumY / n) / (sumTt - sumT * sumT / n);
        return (sumY / n - slope * sumT / n, slope);
    }
}
