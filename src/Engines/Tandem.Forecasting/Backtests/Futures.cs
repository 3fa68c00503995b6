using Tandem.Statistics;

namespace Tandem.Forecasting.Backtests;

/// <summary>Joint samples of the future.</summary>
internal static class Futures
{
    private const int Count = 200;
    private const double At80 = 1.2815515655446004, At95 = 1.959963984540054;

    /// <summary>
    /// Paths around the mean whose steps hang together as the backtest's errors did: a Gaussian walk with their step-to-step correlation, carried to
    /// the bands' quantiles. Seeded: the same series always gives the same paths.
    /// </summary>
    public static double[][] Of(double[] mean, Backtest test, ErrorLaw law)
    {
        var random = new Random(20110901);
        var memory = Memory(test, law);
        var paths = new double[Count][];
        for (var p = 0; p < Count; p++)
        {
            var path = paths[p] = new double[mean.Length];
            var z = Normal.Quantile((p + 0.5) / Count);
            for (var k = 0; k < mean.Length; k++)
            {
                if (k > 0) z = memory * z + Math.Sqrt(1 - memory * memory) * Shock(random);
                path[k] = law.At(mean[k], k, Distance(z, law.Bands));
            }
        }
        return paths;
    }

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    private static double Shock(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Correlation of standardised errors of neighbouring steps, 0–0.99.</summary>
    private static double Memory(Backtest test, ErrorLaw law)
    {
        double product = 0, squares = 1e-300;
        for (var o = 0; o < test.Forecasts.Length; o++)
        {
            for (var k = 1; k < test.Forecasts[o].Length; k++)
            {
                double a = law.Distance(test.Actuals[o][k - 1], test.Forecasts[o][k - 1], k - 1), b = law.Distance(test.Actuals[o][k], test.Forecasts[o][k], k);
                (product, squares) = (product + a * b, squares + (a * a + b * b) / 2);
            }
        }
        return Math.Clamp(product / squares, 0, 0.99);
    }

    /// <summary>Carries a standard normal value to the bands: straight lines through 0 and the 80 and 95 % bounds.</summary>
    private static double Distance(double z, Bands bands)
    {
        var (near, far) = z < 0 ? (-bands.Lo80, -bands.Lo95) : (bands.Hi80, bands.Hi95);
        var size = Math.Abs(z);
        var distance = size <= At80 ? near * size / At80 : near + (far - near) * (size - At80) / (At95 - At80);
        return z < 0 ? -distance : distance;
    }
}
