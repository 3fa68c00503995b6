using Tandem.Forecasting.Seasons;

namespace Tandem.Forecasting.Models;

/// <summary>The models that compete for a series. The list depends on the whole series' length and sign; each is then fitted to a part or all of it.</summary>
internal sealed class Candidates
{
    private const int FewestForFit = 5;
    /// <summary>Shorter series leave too little for a backtest to tell more models apart.</summary>
    private const int FewestForMore = 48;
    private const int MostForSmoothing = 300;
    private const int MostForTrend = 200;

    /// <summary>Longer seasons have too many indices for exponential smoothing.</summary>
    private const int LongestSmoothedSeason = 24;

    private readonly List<Func<double[], FittedModel>> fits;

    private Candidates(List<Func<double[], FittedModel>> fits) => this.fits = fits;

    /// <summary>The competitors for a series.</summary>
    public static Candidates For(ReadOnlySpan<double> series, int season)
    {
        var positive = IsPositive(series);
        List<Func<double[], FittedModel>> fits =
        [
            part => Adjusted(part, season, DynamicTheta.Fit),
            part => Recent.Fit(part, season, MostForSmoothing, newest => Smoothed(newest, season)),
            part => new SeasonalNaive(Seasonality.IsSignificant(part, season) ? season : 1),
        ];
        if (positive && series.Length >= FewestForMore) fits.Add(part => Logged.Fit(part, logs => Adjusted(logs, season, DynamicTheta.Fit)));
        if (series.Length > MostForTrend) fits.Add(part => Recent.Fit(part, season, MostForTrend, newest => Adjusted(newest, season, DynamicTheta.Fit)));
        if (series.Length >= FewestForMore) AddRegressions(fits, season, positive);
        return new(fits);
    }

    private static void AddRegressions(List<Func<double[], FittedModel>> fits, int season, bool positive)
    {
        int[] seasons = [season, Seasonality.Longer(season)];
        fits.Add(part => Autoregression.Fit(part, seasons, logarithms: false));
        if (positive) fits.Add(part => Autoregression.Fit(part, seasons, logarithms: true));
        if (season > 1) fits.Add(part => Adjusted(part, season, rest => Autoregression.Fit(rest, seasons[1..], logarithms: false)));
    }

    /// <summary>Fits every model to these values only.</summary>
    public FittedModel[] Fit(ReadOnlySpan<double> part)
    {
        if (part.Length < FewestForFit) return [.. fits.Select(_ => new SeasonalNaive(1))];
        var values = part.ToArray();
        return [.. fits.Select(fit => fit(values))];
    }

    private static FittedModel Smoothed(double[] part, int season) =>
        season <= LongestSmoothedSeason ? AutoEts.Fit(part, season) : Adjusted(part, season, s => AutoEts.Fit(s, 1));

    private static FittedModel Adjusted(double[] part, int season, Func<double[], FittedModel> fit) =>
        Seasonality.IsSignificant(part, season) ? SeasonallyAdjusted.Fit(part, season, fit) : fit(part);

    private static bool IsPositive(ReadOnlySpan<double> series)
    {
        foreach (var value in series)
        {
            if (value <= 0) return false;
        }
        return true;
    }
}
