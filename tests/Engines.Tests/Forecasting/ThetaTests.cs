using CsCheck;
using Tandem.Forecasting.Models;
using Xunit;

namespace Tandem.Engines.Tests.Forecasting;

public sealed class ThetaTests
{
    private static readonly Gen<double[]> Series = Gen.Select(Gen.Double[-2, 2], Gen.Double[-10, 10].Array[10, 60]).Select(x => x.Item2.Select((e, t) => 50 + x.Item1 * t + e).ToArray());

    /// <summary>Equations 8–11 of Fiorucci et al. 2016, written as printed: A and B from the whole past at every step.</summary>
    [Fact]
    public void Its_recursion_is_the_papers() => Series.Sample(series =>
    {
        var model = DynamicTheta.Fit(series);
        model.Run(series);
        var mean = new double[1];
        model.Forecast(mean);
        var n = series.Length;
        var level = Level(model, series);
        var (intercept, slope) = Line(series);
        var decay = Math.Pow(1 - model.Alpha, n);
        var expected = level + (1 - 1 / model.Theta) * (decay * intercept + (1 - decay * (1 - model.Alpha)) / model.Alpha * slope);
        Assert.Equal(expected, mean[0], 1e-7);
    }, iter: 100);

    [Fact]
    public void A_straight_line_is_continued()
    {
        double[] series = [.. Enumerable.Range(0, 40).Select(t => 10 + 3.0 * t)];
        var model = DynamicTheta.Fit(series);
        model.Run(series);
        var mean = new double[5];
        model.Forecast(mean);
        for (var k = 0; k < 5; k++) Assert.Equal(10 + 3.0 * (40 + k), mean[k], 1.5);
    }

    [Fact]
    public void Parameters_stay_in_their_bounds() => Series.Sample(series =>
    {
        var model = DynamicTheta.Fit(series);
        Assert.InRange(model.Alpha, 0.1, 0.99);
        Assert.True(model.Theta >= 1);
    }, iter: 100);

    private static double Level(DynamicTheta model, double[] series)
    {
        var level = model.Level0;
        foreach (var value in series) level = model.Alpha * value + (1 - model.Alpha) * level;
        return level;
    }

    /// <summary>Least squares over times 1…n.</summary>
    private static (double Intercept, double Slope) Line(double[] series)
    {
        double n = series.Length, meanT = (n + 1) / 2, meanY = series.Average();
        var slope = series.Select((y, i) => (i + 1 - meanT) * (y - meanY)).Sum() / series.Select((_, i) => (i + 1 - meanT) * (i + 1 - meanT)).Sum();
        return (meanY - slope * meanT, slope);
    }
}
