using Tandem.Forecasting.Backtests;
using Tandem.Forecasting.Models;

namespace Tandem.Forecasting;

/// <summary>The chosen models with their weights, and what they would have forecast in the past.</summary>
internal sealed class Choice
{
    private readonly IReadOnlyList<FittedModel> models;
    private readonly double[] weights;
    private readonly Backtest test;

    private Choice(IReadOnlyList<FittedModel> models, double[] weights, Backtest test) => (this.models, this.weights, this.test) = (models, weights, test);

    /// <summary>
    /// Weighs models by a power of their inverse backtest error: nearly evenly where the series is short and a backtest says little, up to the 8th power
    /// where it is long. Who would get under a fiftieth is left out.
    /// </summary>
    public static Choice Of(Backtest[] tests, IReadOnlyList<FittedModel> models, int length)
    {
        var errors = tests.Select(t => t.MeanAbsoluteError()).ToArray();
        var best = Math.Max(errors.Min(), 1e-12);
        var power = Math.Clamp(1 + length / 60.0, 1, 8);
        var weights = Shares(errors.Select(e => Math.Pow(best / Math.Max(e, best), power)));
        weights = Shares(weights.Select(w => w < 0.02 ? 0 : w));
        return new(models, weights, Backtest.Combine(tests, weights));
    }

    private static double[] Shares(IEnumerable<double> sizes)
    {
        var all = sizes.ToArray();
        var sum = all.Sum();
        return [.. all.Select(s => s / sum)];
    }

    /// <summary>Forecasts after the series and puts the scale back.</summary>
    public Forecast Forecast(double[] values, int season, int horizon, double scale, double low)
    {
        var mean = new double[horizon];
        var one = new double[horizon];
        for (var i = 0; i < models.Count; i++)
        {
            if (weights[i] == 0) continue;
            models[i].Run(values);
            models[i].Forecast(one);
            for (var k = 0; k < horizon; k++) mean[k] += weights[i] * one[k];
        }
        var errors = test.Forecasts.Select((f, o) => f.Select((v, k) => test.Actuals[o][k] - v).ToArray()).ToArray();
        var law = ErrorScale.Of(errors);
        var bands = Bands.Of(law.Standardised, Independent(errors));
        double[] Line(double distance) => [.. mean.Select((m, k) => scale * Math.Max(low, m + distance * law.At(k + 1)))];
        return new()
        {
            Mean = Line(0), Lo80 = Line(bands.Lo80), Hi80 = Line(bands.Hi80), Lo95 = Line(bands.Lo95), Hi95 = Line(bands.Hi95),
            Model = string.Join(" + ", models.Where((_, i) => weights[i] > 0).Select(m => m.Name).Distinct()),
            Quality = ForecastQuality.Ok,
            BacktestError = ScaledError(values, season),
            Coverage80 = Coverage(errors, law, bands),
            Paths = Futures.Of(mean, errors, law, bands, scale, low),
        };
    }

    /// <summary>Overlapping paths of errors count once a horizon, roughly.</summary>
    private static double Independent(double[][] errors) => errors.Length / Math.Sqrt(errors.Max(e => e.Length));

    private double? ScaledError(double[] values, int season)
    {
        double sum = 0;
        for (var t = season; t < values.Length; t++) sum += Math.Abs(values[t] - values[t - season]);
        return values.Length > season && sum > 0 ? test.MeanAbsoluteError() / (sum / (values.Length - season)) : null;
    }

    private static double Coverage(double[][] errors, ErrorScale law, Bands bands)
    {
        int inside = 0, count = 0;
        foreach (var path in errors)
        {
            for (var k = 0; k < path.Length; k++, count++)
            {
                var distance = path[k] / law.At(k + 1);
                if (distance >= bands.Lo80 && distance <= bands.Hi80) inside++;
            }
        }
        return (double)inside / count;
    }
}
