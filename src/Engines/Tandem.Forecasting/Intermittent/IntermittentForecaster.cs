namespace Tandem.Forecasting.Intermittent;

/// <summary>
/// Forecasts series in which zeros dominate: one rate for all coming periods, and a distribution "no sale, or one of the sizes seen". The smoothing is
/// chosen by the squared error of the rate over rolling origins.
/// </summary>
internal static class IntermittentForecaster
{
    private const int Paths = 200;
    private static readonly double[] Smoothings = [0.02, 0.05, 0.1, 0.2, 0.3];

    /// <summary>At least half of the values are zero and none is negative.</summary>
    public static bool Fits(ReadOnlySpan<double> series)
    {
        var zeros = 0;
        foreach (var value in series)
        {
            if (value < 0) return false;
            if (value == 0) zeros++;
        }
        return 2 * zeros >= series.Length;
    }

    public static Forecast Forecast(double[] values, int horizon)
    {
        var (kind, smoothing) = Choose(values, horizon);
        var demand = new Demand(kind, smoothing);
        foreach (var value in values) demand.Take(value);
        var sizes = Sizes.Of(values);
        double[] Line(double value) => [.. Enumerable.Repeat(value, horizon)];
        double hi80 = sizes.Quantile(0.8, demand.Chance), hi95 = sizes.Quantile(0.95, demand.Chance);
        return new()
        {
            Mean = Line(demand.Rate), Lo80 = Line(0), Lo95 = Line(0),
            Hi80 = Line(Math.Max(hi80, demand.Rate)), Hi95 = Line(Math.Max(hi95, demand.Rate)),
            Model = kind == DemandKind.Sba ? "sba" : "tsb", Quality = ForecastQuality.Ok, Notes = [ForecastNote.Intermittent],
            BacktestError = ScaledError(values, horizon, kind, smoothing),
            Coverage80 = Coverage(values, kind, smoothing),
            Paths = Draw(sizes, demand.Chance, horizon),
        };
    }

    private static int FirstOrigin(double[] values, int horizon) => Math.Clamp(values.Length * 2 / 3, 1, Math.Max(1, values.Length - Math.Min(horizon, values.Length / 3)));

    private static (DemandKind, double) Choose(double[] values, int horizon)
    {
        (double Error, DemandKind Kind, double Smoothing) best = (double.PositiveInfinity, DemandKind.Tsb, 0.1);
        foreach (var kind in Enum.GetValues<DemandKind>())
        {
            foreach (var smoothing in Smoothings)
            {
                double error = 0;
                Each(values, horizon, kind, smoothing, (demand, next) => error += (next.Average() - demand.Rate) * (next.Average() - demand.Rate));
                if (error < best.Error) best = (error, kind, smoothing);
            }
        }
        return (best.Kind, best.Smoothing);
    }

    private static double? ScaledError(double[] values, int horizon, DemandKind kind, double smoothing)
    {
        double error = 0, change = 0;
        var count = 0;
        Each(values, horizon, kind, smoothing, (demand, next) =>
        {
            error += next.Sum(v => Math.Abs(v - demand.Rate));
            count += next.Length;
        });
        for (var t = 1; t < values.Length; t++) change += Math.Abs(values[t] - values[t - 1]);
        return count == 0 || change == 0 ? null : error / count / (change / (values.Length - 1));
    }

    private static double? Coverage(double[] values, DemandKind kind, double smoothing)
    {
        int inside = 0, count = 0;
        var at = FirstOrigin(values, 1);
        Each(values, 1, kind, smoothing, (demand, next) =>
        {
            var high = Math.Max(demand.Rate, Sizes.Of(values.AsSpan(0, at++)).Quantile(0.8, demand.Chance));
            inside += next[0] <= high ? 1 : 0;
            count++;
        });
        return count < 4 ? null : (double)inside / count;
    }

    /// <summary>Shows every rolling origin the state reached there and what came next.</summary>
    private static void Each(double[] values, int horizon, DemandKind kind, double smoothing, Action<Demand, double[]> visit)
    {
        var demand = new Demand(kind, smoothing);
        var first = FirstOrigin(values, horizon);
        for (var t = 0; t < values.Length; t++)
        {
            if (t >= first) visit(demand, values[t..Math.Min(values.Length, t + horizon)]);
            demand.Take(values[t]);
        }
    }

    private static double[][] Draw(Sizes sizes, double chance, int horizon)
    {
        var random = new Random(20110901);
        return [.. Enumerable.Range(0, Paths).Select(_ => Enumerable.Range(0, horizon).Select(_ => sizes.Quantile(random.NextDouble(), chance)).ToArray())];
    }
}
