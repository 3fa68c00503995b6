using Tandem.Forecasting.Backtests;
using Tandem.Forecasting.Models;

namespace Tandem.Forecasting;

/// <summary>The chosen models with their weights, and what they would have forecast in the past.</summary>
internal sealed class Choice
{
    private const int FewestForCoverage = 4;

    private readonly IReadOnlyList<FittedModel> models;
    private readonly double[] weights;
    private readonly Backtest test;

    private Choice(IReadOnlyList<FittedModel> models, double[] weights, Backtest test) => (this.models, this.weights, this.test) = (models, weights, test);

    /// <summary>
    /// Weighs models by a power of their inverse backtest error: nearly evenly where the series is short and a backtest says little, up to the 12th power
    /// where it is long. Who would get under a fiftieth is left out.
    /// </summary>
    public static Choice Of(Backtest[] tests, IReadOnlyList<FittedModel> models, int length)
    {
        var errors = tests.Select(t => t.MeanAbsoluteError()).ToArray();
        var best = Math.Max(errors.Min(), 1e-12);
        var power = Math.Clamp(length / 30.0, 1, 12);
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

    /// <summary>Forecasts after the series.</summary>
    public Forecast Forecast(double[] values, int season, int horizon)
    {
        var mean = Mean(values, horizon);
        var positive = mean.All(m => m > 0) && values.All(v => v > 0);
        var space = positive ? ErrorSpace.Of(test) : new ErrorSpace(false);
        var law = ErrorLaw.Of(test, space, test.Origins.Length);
        double[] Line(double distance) => [.. mean.Select((m, k) => law.At(m, k, distance))];
        return new()
        {
            Mean = mean, Lo80 = Line(law.Bands.Lo80), Hi80 = Line(law.Bands.Hi80), Lo95 = Line(law.Bands.Lo95), Hi95 = Line(law.Bands.Hi95),
            Model = string.Join(" + ", models.Where((_, i) => weights[i] > 0).Select(m => m.Name).Distinct()),
            Quality = ForecastQuality.Ok,
            BacktestError = ScaledError(values, season),
            Coverage80 = Coverage(space),
            Paths = Futures.Of(mean, test, law),
        };
    }

    private double[] Mean(double[] values, int horizon)
    {
        double[] mean = new double[horizon], one = new double[horizon];
        for (var i = 0; i < models.Count; i++)
        {
            if (weights[i] == 0) continue;
            models[i].Run(values);
            models[i].Forecast(one);
            for (var k = 0; k < horizon; k++) mean[k] += weights[i] * one[k];
        }
        return mean;
    }

    private double? ScaledError(double[] values, int season)
    {
        double sum = 0;
        for (var t = season; t < values.Length; t++) sum += Math.Abs(values[t] - values[t - season]);
        return values.Length > season && sum > 0 ? test.MeanAbsoluteError() / (sum / (values.Length - season)) : null;
    }

    /// <summary>How many values of the newer half of the origins lie inside the 80 % band that the older half would have drawn.</summary>
    private double? Coverage(ErrorSpace space)
    {
        var half = test.Origins.Length / 2;
        if (half < FewestForCoverage) return null;
        var law = ErrorLaw.Of(test, space, half);
        int inside = 0, count = 0;
        for (var o = half; o < test.Origins.Length; o++)
        {
            for (var k = 0; k < test.Forecasts[o].Length; k++, count++)
            {
                var distance = law.Distance(test.Actuals[o][k], test.Forecasts[o][k], k);
                if (distance >= law.Bands.Lo80 && distance <= law.Bands.Hi80) inside++;
            }
        }
        return (double)inside / count;
    }
}
