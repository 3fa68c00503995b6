namespace Tandem.Forecasting.Backtests;

/// <summary>
/// How the spread of forecast errors grows with the step, s·kᵍ with 0 ≤ g ≤ 1, and the pooled errors divided by it. One law for all steps, because
/// a single step has few rolling origins.
/// </summary>
internal sealed class ErrorScale
{
    private ErrorScale(double unit, double growth, double[] standardised) => (Unit, Growth, Standardised) = (unit, growth, standardised);

    /// <summary>Root mean square error one step ahead.</summary>
    public double Unit { get; }

    /// <summary>Exponent of the step.</summary>
    public double Growth { get; }

    /// <summary>All errors divided by their step's scale, in ascending order.</summary>
    public double[] Standardised { get; }

    /// <summary>Spread at a step (1 = the next value).</summary>
    public double At(int step) => Unit * Math.Pow(step, Growth);

    /// <summary>Fits the law to errors (actual − forecast) by origin and step.</summary>
    public static ErrorScale Of(IReadOnlyList<double[]> errors)
    {
        var horizon = errors.Max(e => e.Length);
        double sumW = 0, sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var k = 0; k < horizon; k++)
        {
            var step = errors.Where(e => e.Length > k).Select(e => e[k] * e[k]).ToArray();
            double x = Math.Log(k + 1), y = 0.5 * Math.Log(step.Average() + 1e-300), w = step.Length;
            (sumW, sumX, sumY, sumXx, sumXy) = (sumW + w, sumX + w * x, sumY + w * y, sumXx + w * x * x, sumXy + w * x * y);
        }
        var spread = sumXx - sumX * sumX / sumW;
        var growth = spread < 1e-9 ? 0.25 : Math.Clamp((sumXy - sumX * sumY / sumW) / spread, 0, 1);
        var unit = RootMeanSquare(errors, growth);
        var standardised = errors.SelectMany(e => e.Select((v, k) => v / (unit * Math.Pow(k + 1, growth)))).Order().ToArray();
        return new(unit, growth, standardised);
    }

    private static double RootMeanSquare(IReadOnlyList<double[]> errors, double growth)
    {
        double sum = 0;
        var count = 0;
        foreach (var path in errors)
        {
            for (var k = 0; k < path.Length; k++, count++) sum += path[k] * path[k] / Math.Pow(k + 1, 2 * growth);
        }
        return Math.Max(Math.Sqrt(sum / count), 1e-12);
    }
}
