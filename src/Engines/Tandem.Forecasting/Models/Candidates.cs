using Tandem.Forecasting.Seasons;

namespace Tandem.Forecasting.Models;

/// <summary>The models that compete for a series.</summary>
internal static class Candidates
{
    /// <summary>Fits every model that the length allows, to these values only.</summary>
    public static IReadOnlyList<FittedModel> Fit(ReadOnlySpan<double> series, int season)
    {
        if (series.Length < 5) return [new SeasonalNaive(1)];
        var seasonal = Seasonality.IsSignificant(series, season);
        var theta = seasonal ? SeasonallyAdjusted.Fit(series, season, s => DynamicTheta.Fit(s)) : DynamicTheta.Fit(series);
        List<FittedModel> models = [theta, AutoEts.Fit(series, season), new SeasonalNaive(seasonal ? season : 1)];
        return models;
    }
}
