using CsCheck;
using Tandem.Forecasting;
using Tandem.Forecasting.Backtests;
using Tandem.Forecasting.Models;
using Xunit;

namespace Tandem.Engines.Tests.Forecasting;

public sealed class BacktestTests
{
    [Fact]
    public void A_later_value_never_changes_a_forecast_from_an_earlier_origin() =>
        Gen.Select(Gen.Double[1, 100].Array[60, 90], Gen.Int[50, 59], Gen.Double[-1e6, 1e6]).Sample(x =>
        {
            var (series, at, spike) = x;
            var changed = (double[])series.Clone();
            for (var t = at; t < changed.Length; t++) changed[t] = spike;
            const int First = 40;
            var candidates = Candidates.For(series, 7);
            foreach (var model in candidates.Fit(series.AsSpan(0, First)))
            {
                Backtest plain = Backtest.Run(model, series, First, 8, 1000), other = Backtest.Run(model, changed, First, 8, 1000);
                for (var o = 0; o < plain.Origins.Length && plain.Origins[o] <= at; o++) Assert.Equal(plain.Forecasts[o], other.Forecasts[o]);
            }
        }, iter: 30);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Bands_hold_what_they_say_on_simulated_series(int kind)
    {
        var random = new Random(42);
        int inside80 = 0, inside95 = 0, count = 0;
        for (var run = 0; run < 200; run++)
        {
            var series = Simulate(kind, 60 + 8, random);
            var f = Forecaster.Forecast(series.AsSpan(0, 60), 1, 8);
            for (var k = 0; k < 8; k++, count++)
            {
                if (series[60 + k] >= f.Lo80[k] && series[60 + k] <= f.Hi80[k]) inside80++;
                if (series[60 + k] >= f.Lo95[k] && series[60 + k] <= f.Hi95[k]) inside95++;
            }
        }
        Assert.Equal(0.80, (double)inside80 / count, 0.05);
        Assert.Equal(0.95, (double)inside95 / count, 0.03);
    }

    [Fact]
    public void Sums_of_paths_are_as_uncertain_as_sums_of_independent_values()
    {
        var random = new Random(5);
        int inside = 0;
        for (var run = 0; run < 200; run++)
        {
            var series = Simulate(0, 60 + 8, random);
            var sums = Forecaster.Forecast(series.AsSpan(0, 60), 1, 8).Paths.Select(p => p.Sum()).Order().ToArray();
            var real = series.AsSpan(60).ToArray().Sum();
            if (real >= sums[sums.Length / 10] && real <= sums[sums.Length * 9 / 10]) inside++;
        }
        Assert.Equal(0.80, inside / 200.0, 0.09);
    }

    /// <summary>0: noise around a level; 1: a random walk; 2: growth with lognormal noise.</summary>
    private static double[] Simulate(int kind, int length, Random random)
    {
        var series = new double[length];
        double walk = 200;
        for (var t = 0; t < length; t++)
        {
            var z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            walk += 3 * z;
            series[t] = kind switch { 0 => 100 + 10 * z, 1 => walk, _ => 50 * Math.Exp(0.01 * t + 0.2 * z) };
        }
        return series;
    }
}
