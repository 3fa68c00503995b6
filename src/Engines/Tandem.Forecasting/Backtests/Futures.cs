namespace Tandem.Forecasting.Backtests;

/// <summary>Joint samples of the future.</summary>
internal static class Futures
{
    private const int Count = 200;

    /// <summary>
    /// Paths around the mean whose steps hang together as the backtest's did: a Gaussian walk over the steps with the correlation that the error law's
    /// growth implies, mapped on the bands' quantiles. Evenly spread and seeded, so the same series always gives the same paths.
    /// </summary>
    public static double[][] Of(double[] mean, double[][] errors, ErrorScale law, Bands bands, double scale, double low)
    {
        var random = new Random(20110901);
        var memory = Memory(errors, law);
        var paths = new double[Count][];
        for (var p = 0; p < Count; p++)
        {
            var path = paths[p] = new double[mean.Length];
            double z = 0;
            for (var k = 0; k < mean.Length; k++)
            {
                var shock = Statistics.Normal.Quantile(k == 0 ? (p + 0.5) / Count : (random.Next(1, 10_000) - 0.5) / 10_000);
                z = k == 0 ? shock : memory * z + Math.Sqrt(1 - memory * memory) * shock;
                path[k] = scale * Math.Max(low, mean[k] + Distance(z, bands) * law.At(k + 1));
            }
        }
        return paths;
    }

    /// <summary>Correlation of standardised errors of neighbouring steps, 0–0.99.</summary>
    private static double Memory(double[][] errors, ErrorScale law)
    {
        double product = 0, squares = 1e-300;
        foreach (var path in errors)
        {
            for (var k = 1; k < path.Length; k++)
            {
                double a = path[k - 1] / law.At(k), b = path[k] / law.At(k + 1);
                product += a * b;
                squares += (a * a + b * b) / 2;
            }
        }
        return Math.Clamp(product / squares, 0, 0.99);
    }

    /// <summary>Carries a standard normal value to the bands: straight lines through 0, ±1.2816 (80 %), ±1.96 (95 %).</summary>
    private static double Distance(double z, Bands bands)
    {
        const double At80 = 1.2815515655446004, At95 = 1.959963984540054;
        var (near, far) = z < 0 ? (-bands.Lo80, -bands.Lo95) : (bands.Hi80, bands.Hi95);
        var size = Math.Abs(z);
        var distance = size <= At80 ? near * size / At80 : near + (far - near) * (size - At80) / (At95 - At80);
        return z < 0 ? -distance : distance;
    }
}
