using Tandem.Forecasting.Seasons;

namespace Tandem.Forecasting.Models;

/// <summary>The models that compete for a series: always as many, in the same order; where the series is too short for one, a simpler one takes its place.</summary>
internal static class Candidates
{
    private const int FewestForFit = 5;

    /// <summary>Fits every model to these values only.</summary>
    public static FittedModel[] Fit(ReadOnlySpan<double> series, int season)
    {
        if (series.Length < FewestForFit) return [new SeasonalNaive(1), new SeasonalNaive(1), new SeasonalNaive(1)];
        var seasonal = Seasonality.IsSignificant(series, season);
        var theta = seasonal ? SeasonallyAdjusted.Fit(series, season, s => DynamicTheta.Fit(s)) : DynamicTheta.Fit(series);
        return [theta, AutoEts.Fit(series, season), new SeasonalNaive(seasonal ? season : 1)];
    }
}
