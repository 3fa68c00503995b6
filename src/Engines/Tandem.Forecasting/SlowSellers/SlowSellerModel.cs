namespace Tandem.Forecasting.SlowSellers;

/// <summary>
/// Predicts which items will sell slowly, from what all items of the same shop did at earlier origins: a past case is an item at an origin at least
/// 8 weeks before the present one, so that its outcome is known. Nothing after the origin is read.
/// </summary>
public sealed class SlowSellerModel
{
    private readonly int origin;
    private readonly Learned learned;
    private readonly double[] typical;

    private SlowSellerModel(int origin, Learned learned, double[] typical) => (this.origin, this.learned, this.typical) = (origin, learned, typical);

    /// <summary>How many past cases it learned from; 0: only the prior rule speaks.</summary>
    public int LearnedFrom => learned.Cases;

    /// <summary>Learns from the weeks before the origin.</summary>
    /// <param name="items">Every item sold by the shop; their units must reach the origin.</param>
    /// <param name="origin">The first week that is not known.</param>
    public static SlowSellerModel Fit(IReadOnlyList<ItemHistory> items, int origin)
    {
        var cases = PastCases.Of(items, origin);
        return new(origin, Learned.From(cases, origin), Drivers.Typical(items, origin));
    }

    /// <summary>Predicts the 8 weeks from the origin on; null when the item sold nothing before.</summary>
    /// <param name="item">One of the items, or another of the same shop.</param>
    /// <param name="unitPrice">Mean net unit price of the last 16 weeks in major units of the currency; null when unknown.</param>
    public SlowSellerPrediction? Predict(ItemHistory item, double? unitPrice)
    {
        var units = item.Units.Span;
        if (Pace.At(units, origin) is not { } pace) return null;
        if (pace.Units == 0) return Dead(item, pace);
        var (probability, futures) = learned.Predict(units, pace, origin);
        var shortfall = futures.Sum(f => f.Weight * Math.Max(0, pace.Expected - f.Total * pace.Units));
        return new()
        {
            Id = item.Id, Origin = origin, Pace = pace, Watched = pace.IsWatched(unitPrice), Probability = probability,
            ExpectedShortfall = shortfall, ExpectedLoss = shortfall * unitPrice,
            Total = Quantiles(futures, f => f.Total, pace),
            Weeks = [.. Enumerable.Range(0, Pace.Ahead).Select(w => Quantiles(futures, f => f.Weeks[w], pace))],
            Drivers = Drivers.Of(units, pace, origin, typical), LearnedFrom = learned.Cases,
        };
    }

    /// <summary>An item that sold nothing in its whole window: its pace is 0, so it can't fall short.</summary>
    private SlowSellerPrediction Dead(ItemHistory item, Pace pace)
    {
        var none = new UnitQuantiles(0, 0, 0, 0, 0);
        return new()
        {
            Id = item.Id, Origin = origin, Pace = pace, Watched = false, Probability = 1, ExpectedShortfall = 0, ExpectedLoss = 0, Total = none,
            Weeks = [.. Enumerable.Repeat(none, Pace.Ahead)], Drivers = [], LearnedFrom = learned.Cases,
        };
    }

    private static UnitQuantiles Quantiles(Future[] futures, Func<Future, double> value, Pace pace)
    {
        double[] values = new double[futures.Length], weights = new double[futures.Length];
        for (var i = 0; i < futures.Length; i++) (values[i], weights[i]) = (value(futures[i]), futures[i].Weight);
        Array.Sort(values, weights);
        double At(double level)
        {
            double sum = 0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += weights[i];
                if (sum >= level) return values[i] * pace.Units;
            }
            return values[^1] * pace.Units;
        }
        return new(At(0.025), At(0.1), At(0.5), At(0.9), At(0.975));
    }
}
