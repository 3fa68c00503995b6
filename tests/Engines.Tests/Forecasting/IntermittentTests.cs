using CsCheck;
using Tandem.Forecasting;
using Tandem.Forecasting.Intermittent;
using Xunit;

namespace Tandem.Engines.Tests.Forecasting;

public sealed class IntermittentTests
{
    private static readonly Gen<double[]> Rare = Gen.Select(Gen.Double[0.05, 0.4], Gen.Int[1, 20], Gen.Double[0, 1].Array[24, 80])
        .Select(x => x.Item3.Select((u, t) => t % 2 == 0 && (u < x.Item1 || t == 0) ? x.Item2 + t % 3.0 : 0).ToArray());

    [Fact]
    public void The_forecast_is_an_even_rate_near_the_mean_of_what_was_sold() => Rare.Sample(series =>
    {
        var f = Forecaster.Forecast(series, 1, 6);
        Assert.Contains(ForecastNote.Intermittent, f.Notes);
        Assert.All(f.Mean, v => Assert.Equal(f.Mean[0], v));
        Assert.InRange(f.Mean[0], 0, series.Max());
        Assert.True(0 == f.Lo95[0] && f.Mean[0] <= f.Hi80[0] && f.Hi80[0] <= f.Hi95[0] && f.Hi95[0] <= series.Max());
    }, iter: 100);

    [Fact]
    public void Bands_hold_at_least_what_they_say()
    {
        var random = new Random(3);
        int inside80 = 0, inside95 = 0, count = 0;
        for (var run = 0; run < 300; run++)
        {
            double[] series = [.. Enumerable.Range(0, 66).Select(_ => random.NextDouble() < 0.3 ? 1.0 + random.Next(9) : 0)];
            var f = Forecaster.Forecast(series.AsSpan(0, 60), 1, 6);
            for (var k = 0; k < 6; k++, count++)
            {
                if (series[60 + k] <= f.Hi80[k]) inside80++;
                if (series[60 + k] <= f.Hi95[k]) inside95++;
            }
        }
        Assert.InRange((double)inside80 / count, 0.78, 0.90);
        Assert.InRange((double)inside95 / count, 0.925, 0.99);
    }

    /// <summary>Sales of 4 every second period: SBA's rate is (1 − α/2) × 4 / 2, TSB's the chance × 4.</summary>
    [Fact]
    public void Even_sales_give_the_rates_of_the_formulas()
    {
        Demand sba = new(DemandKind.Sba, 0.1), tsb = new(DemandKind.Tsb, 0.1);
        for (var t = 0; t < 400; t++)
        {
            sba.Take(t % 2 == 1 ? 4 : 0);
            tsb.Take(t % 2 == 1 ? 4 : 0);
        }
        Assert.Equal(0.95 * 4 / 2, sba.Rate, 1e-9);
        Assert.Equal(4 * 0.5 / (1 - 0.05), tsb.Rate, 1e-6);
    }

    [Fact]
    public void What_has_died_fades_away()
    {
        double[] series = [.. Enumerable.Range(0, 20).Select(t => t % 2 == 0 ? 6.0 : 0), .. new double[40]];
        Assert.InRange(Forecaster.Forecast(series, 1, 4).Mean[0], 0, 0.5);
    }

    [Fact]
    public void Zeros_before_the_first_life_of_a_metric_are_no_history()
    {
        double[] life = [.. Enumerable.Range(0, 30).Select(t => 100 + 10 * Math.Sin(t * t))];
        Forecast late = Forecaster.Forecast([.. new double[40], .. life], 1, 4), alone = Forecaster.Forecast(life, 1, 4);
        Assert.Equal(alone.Mean, late.Mean);
        Assert.DoesNotContain(ForecastNote.Intermittent, late.Notes);
    }
}
