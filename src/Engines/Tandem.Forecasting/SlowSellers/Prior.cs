namespace Tandem.Forecasting.SlowSellers;

/// <summary>
/// The rule for shops too young to learn from: a gamma-like spread around the recent pace. The chance of slowness follows the share sold in the last
/// weeks; the numbers come from the public Online Retail set's first half year and are deliberately cautious.
/// </summary>
internal static class Prior
{
    public static (double Probability, IReadOnlyList<Future> Futures) Predict(double[] features)
    {
        var recent = 0.5 * Share(features[2]) + 0.5 * Share(features[3]);
        var expected = 0.25 + 0.6 * recent;
        var totals = Enumerable.Range(0, 99).Select(i => Pace.Ahead * expected * Math.Exp(0.9 * Statistics.Normal.Quantile((i + 1) / 100.0) - 0.2)).ToArray();
        var futures = totals.Select(t => new Future([.. Enumerable.Repeat(t / Pace.Ahead, Pace.Ahead)], t, 1.0 / totals.Length)).ToArray();
        var probability = futures.Where(f => f.Total <= Pace.SlowShare * Pace.Ahead).Sum(f => f.Weight);
        return (probability, futures);
    }

    private static double Share(double squashed) => squashed / (1 - Math.Min(squashed, 0.99));
}
