using Tandem.Forecasting.Models;

namespace Tandem.Forecasting.Backtests;

/// <summary>Forecasts of one model from rolling origins: [origin][step], the last origins with fewer steps (those that were observed).</summary>
internal sealed class Backtest
{
    private Backtest(int[] origins, double[][] forecasts, double[][] actuals) => (Origins, Forecasts, Actuals) = (origins, forecasts, actuals);

    /// <summary>How many values were known at each origin.</summary>
    public int[] Origins { get; }

    public double[][] Forecasts { get; }

    public double[][] Actuals { get; }

    /// <summary>
    /// Runs a model, whose parameters must come from the values before <paramref name="first"/> only, along the series and lets it forecast at origins
    /// from there on; at most <paramref name="limit"/> of them, evenly spread.
    /// </summary>
    public static Backtest Run(FittedModel model, ReadOnlySpan<double> series, int first, int horizon, int limit)
    {
        var stride = Math.Max(1, (series.Length - first + limit - 1) / limit);
        var lastPhase = (series.Length - 1) % stride;
        List<int> origins = [];
        List<double[]> forecasts = [], actuals = [];
        model.Reset();
        for (var t = 0; t < series.Length; t++)
        {
            if (t >= first && t % stride == lastPhase)
            {
                var forecast = new double[Math.Min(horizon, series.Length - t)];
                model.Forecast(forecast);
                origins.Add(t);
                forecasts.Add(forecast);
                actuals.Add(series.Slice(t, forecast.Length).ToArray());
            }
            model.Update(series[t]);
        }
        return new([.. origins], [.. forecasts], [.. actuals]);
    }

    /// <summary>The same origins forecast by a weighted sum of models.</summary>
    public static Backtest Combine(IReadOnlyList<Backtest> tests, double[] weights)
    {
        var forecasts = tests[0].Forecasts.Select((f, o) => f.Select((_, k) => tests.Select((t, i) => weights[i] * t.Forecasts[o][k]).Sum()).ToArray()).ToArray();
        return new(tests[0].Origins, forecasts, tests[0].Actuals);
    }

    /// <summary>Mean absolute error over all origins and steps.</summary>
    public double MeanAbsoluteError()
    {
        double sum = 0;
        var count = 0;
        for (var o = 0; o < Forecasts.Length; o++)
        {
            for (var k = 0; k < Forecasts[o].Length; k++, count++) sum += Math.Abs(Actuals[o][k] - Forecasts[o][k]);
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
