namespace Tandem.Forecasting.Backtests;

/// <summary>
/// The distribution of forecast errors as learned from rolling origins: a spread u·kᵍ at step k (0 ≤ g ≤ 1), one law for all steps because a single
/// step has few origins, and the shape of the errors divided by it. Newer origins count more.
/// </summary>
internal sealed class ErrorLaw
{
    /// <summary>The mean absolute value of a normal variable is its standard deviation over this.</summary>
    private const double DeviationOverMean = 1.2533141373155003;

    /// <summary>Prior of the growth exponent, a random walk's, and its weight.</summary>
    private const double PriorGrowth = 0.5, PriorWeight = 30;

    /// <summary>An origin counts half after this share of the backtest, or after so many periods.</summary>
    private const double HalfLifeShare = 0.4, HalfLifePeriods = 40;

    private readonly ErrorSpace space;
    private readonly double unit, growth;

    private ErrorLaw(ErrorSpace space, double unit, double growth, Bands bands) => (this.space, this.unit, this.growth, Bands) = (space, unit, growth, bands);

    /// <summary>Distances in units of the spread.</summary>
    public Bands Bands { get; }

    /// <summary>Learns from a backtest's first <paramref name="origins"/> origins.</summary>
    public static ErrorLaw Of(Backtest test, ErrorSpace space, int origins)
    {
        var errors = space.Errors(test)[..origins];
        var weights = Weights(test.Origins.AsSpan(0, origins));
        var growth = GrowthOf(errors, weights);
        double sum = 0, total = 0;
        Each(errors, (o, k, e) => (sum, total) = (sum + weights[o] * Math.Abs(e) / Math.Pow(k + 1, growth), total + weights[o]));
        var unit = Math.Max(DeviationOverMean * sum / total, 1e-12);
        List<(double, double)> standardised = [];
        Each(errors, (o, k, e) => standardised.Add((e / (unit * Math.Pow(k + 1, growth)), weights[o])));
        return new(space, unit, growth, Bands.Of(standardised, Independent(test.Origins[origins - 1] - test.Origins[0] + 1, errors.Max(p => p.Length))));
    }

    /// <summary>The value at a distance from a forecast, <paramref name="step"/> 0 being the next period.</summary>
    public double At(double forecast, int step, double distance) => space.Move(forecast, distance * Spread(step));

    /// <summary>The distance at which a value lies from its forecast.</summary>
    public double Distance(double actual, double forecast, int step) => space.Error(actual, forecast) / Spread(step);

    private double Spread(int step) => unit * Math.Pow(step + 1, growth);

    private static double[] Weights(ReadOnlySpan<int> origins)
    {
        var halfLife = Math.Min(HalfLifeShare * (origins[^1] - origins[0] + 1), HalfLifePeriods);
        var weights = new double[origins.Length];
        for (var o = 0; o < weights.Length; o++) weights[o] = Math.Pow(0.5, (origins[^1] - origins[o]) / halfLife);
        return weights;
    }

    /// <summary>Weighted least squares of log mean |error| on log step, with the prior.</summary>
    private static double GrowthOf(double[][] errors, double[] weights)
    {
        var horizon = errors.Max(p => p.Length);
        double[] size = new double[horizon], weight = new double[horizon];
        Each(errors, (o, k, e) => (size[k], weight[k]) = (size[k] + weights[o] * Math.Abs(e), weight[k] + weights[o]));
        double sumW = 0, sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var k = 0; k < horizon; k++)
        {
            double x = Math.Log(k + 1), y = Math.Log(size[k] / weight[k] + 1e-300), w = weight[k];
            (sumW, sumX, sumY, sumXx, sumXy) = (sumW + w, sumX + w * x, sumY + w * y, sumXx + w * x * x, sumXy + w * x * y);
        }
        return Math.Clamp((sumXy - sumX * sumY / sumW + PriorWeight * PriorGrowth) / (sumXx - sumX * sumX / sumW + PriorWeight), 0, 1);
    }

    /// <summary>About how many independent errors a stretch of origins holds: neighbouring paths overlap, and so do the steps of one path.</summary>
    private static double Independent(int span, int horizon) => span / Math.Sqrt(Math.Min(span, horizon));

    private static void Each(double[][] errors, Action<int, int, double> visit)
    {
        for (var o = 0; o < errors.Length; o++)
        {
            for (var k = 0; k < errors[o].Length; k++) visit(o, k, errors[o][k]);
        }
    }
}
