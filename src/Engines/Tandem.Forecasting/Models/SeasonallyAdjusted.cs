using Tandem.Forecasting.Seasons;

namespace Tandem.Forecasting.Models;

/// <summary>A model for series without season, run on the series with its season taken out, which is put back into the forecast.</summary>
internal sealed class SeasonallyAdjusted : FittedModel
{
    /// <summary>Multiplicative at most with one zero in so many values, and with no index under the least.</summary>
    private const int MostZeros = 10;
    private const double LeastIndex = 0.05;

    private readonly FittedModel inner;
    private readonly double[] indices;
    private readonly bool multiplicative;
    private int seen;

    private SeasonallyAdjusted(FittedModel inner, double[] indices, bool multiplicative) =>
        (this.inner, this.indices, this.multiplicative) = (inner, indices, multiplicative);

    public override string Name => inner.Name;

    /// <summary>Takes the season out (multiplicatively where hardly any value is 0 and every index is positive), fits the inner model, and wraps it.</summary>
    public static FittedModel Fit(ReadOnlySpan<double> series, int season, Func<double[], FittedModel> fit)
    {
        var (indices, multiplicative) = Decompose(series, season);
        var adjusted = new double[series.Length];
        for (var t = 0; t < series.Length; t++)
        {
            var index = indices[t % season];
            adjusted[t] = multiplicative ? series[t] / index : series[t] - index;
        }
        return new SeasonallyAdjusted(fit(adjusted), indices, multiplicative);
    }

    public override void Reset()
    {
        seen = 0;
        inner.Reset();
    }

    public override void Update(double value)
    {
        var index = indices[seen++ % indices.Length];
        inner.Update(multiplicative ? value / index : value - index);
    }

    public override void Forecast(Span<double> mean)
    {
        inner.Forecast(mean);
        for (var step = 0; step < mean.Length; step++)
        {
            var index = indices[(seen + step) % indices.Length];
            mean[step] = multiplicative ? mean[step] * index : mean[step] + index;
        }
    }

    private static (double[] Indices, bool Multiplicative) Decompose(ReadOnlySpan<double> series, int season)
    {
        if (IsMostlyPositive(series))
        {
            var indices = Seasonality.Indices(series, season, multiplicative: true);
            if (indices.All(i => i > LeastIndex)) return (indices, true);
        }
        return (Seasonality.Indices(series, season, multiplicative: false), false);
    }

    private static bool IsMostlyPositive(ReadOnlySpan<double> series)
    {
        var zeros = 0;
        foreach (var value in series)
        {
            if (value < 0) return false;
            if (value == 0) zeros++;
        }
        return zeros * MostZeros <= series.Length;
    }
}
