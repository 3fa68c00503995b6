namespace Tandem.Forecasting.SlowSellers;

/// <summary>A number that speaks for or against an item selling slowly; worded by the caller.</summary>
public enum SlowSellerDriver
{
    /// <summary>Units of the last 4 weeks as a share of 4 × pace.</summary>
    Last4Weeks,

    /// <summary>Units of the last 8 weeks as a share of 8 × pace.</summary>
    Last8Weeks,

    /// <summary>Complete weeks without a sale up to the origin.</summary>
    WeeksSinceLastSale,

    /// <summary>Share of the pace's weeks without a sale.</summary>
    WeeksWithoutSale,

    /// <summary>Share of the pace's units that the single best week sold.</summary>
    BestWeekShare,
}

/// <summary>One piece of evidence.</summary>
/// <param name="Driver">What it is.</param>
/// <param name="Value">The item's number.</param>
/// <param name="Typical">The median of the watched items at the same origin.</param>
public sealed record Evidence(SlowSellerDriver Driver, double Value, double Typical);

/// <summary>Quantiles of a number of units.</summary>
public sealed record UnitQuantiles(double Q025, double Q10, double Median, double Q90, double Q975);

/// <summary>What an item will probably sell in the 8 weeks from the origin on.</summary>
public sealed record SlowSellerPrediction
{
    public required string Id { get; init; }

    /// <summary>The week the prediction was made in: weeks before it are known, it and the next 7 are predicted.</summary>
    public required int Origin { get; init; }

    public required Pace Pace { get; init; }

    /// <summary>Whether the rule looks at this item at all.</summary>
    public required bool Watched { get; init; }

    /// <summary>Calibrated probability that the 8 weeks' units are at most 0.3 × 8 × pace.</summary>
    public required double Probability { get; init; }

    /// <summary>E[max(0, 8 × pace − units)] on the predictive distribution.</summary>
    public required double ExpectedShortfall { get; init; }

    /// <summary>Expected shortfall × mean net unit price, in major units of the currency; null when the price is unknown.</summary>
    public required double? ExpectedLoss { get; init; }

    /// <summary>The 8 weeks together.</summary>
    public required UnitQuantiles Total { get; init; }

    /// <summary>Each of the 8 weeks.</summary>
    public required IReadOnlyList<UnitQuantiles> Weeks { get; init; }

    /// <summary>The numbers behind it.</summary>
    public required IReadOnlyList<Evidence> Drivers { get; init; }

    /// <summary>How many past cases, all over before the origin, taught the model; 0: only the prior rule spoke.</summary>
    public required int LearnedFrom { get; init; }
}
