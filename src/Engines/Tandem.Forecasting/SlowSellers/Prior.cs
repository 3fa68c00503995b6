namespace Tandem.Forecasting.SlowSellers;

/// <summary>
/// The rule for shops too young to learn from: a lognormal spread around a level between the pace and what sold lately. Its numbers are set so that
/// an item at its pace is slow in one case of six, as in the public Online Retail set, and that one without any recent sale stays under P = 0.7:
/// without learning nothing fires.
/// </summary>
internal static class Prior
{
    private const int Points = 99;

    public static (double Probability, Future[] Futures) Predict(ReadOnlySpan<double> units, Pace pace, int origin)
    {
        var known = units[pace.FirstSale..origin];
        var recent = (Features.ShareOfPace(known, 4, 0, pace.Units) + Features.ShareOfPace(known, 8, 0, pace.Units)) / 2;
        var level = Pace.Ahead * (0.25 + 0.6 * Math.Min(recent, 3));
        var futures = new Future[Points];
        for (var i = 0; i < Points; i++)
        {
            var total = level * Math.Exp(0.9 * Statistics.Normal.Quantile((i + 1.0) / (Points + 1)) - 0.2);
            futures[i] = new([.. Enumerable.Repeat(total / Pace.Ahead, Pace.Ahead)], total, 1.0 / Points);
        }
        return (futures.Where(f => f.Total <= Pace.SlowShare * Pace.Ahead).Sum(f => f.Weight), futures);
    }
}
