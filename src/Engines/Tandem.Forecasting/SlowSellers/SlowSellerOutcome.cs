namespace Tandem.Forecasting.SlowSellers;

/// <summary>What a slow item did after its work began.</summary>
public enum Recovery
{
    /// <summary>The window is not yet full.</summary>
    Unclear,
    Recovered,
    NotRecovered,
}

/// <summary>The outcome of a slow-seller signal.</summary>
public static class SlowSellerOutcome
{
    /// <summary>Complete weeks after the work item's actual start that decide.</summary>
    public const int Window = 4;

    /// <summary>Recovered from this share of 4 × pace on.</summary>
    public const double Share = 0.5;

    /// <summary>
    /// Recovered when the first 4 complete weeks sum to at least 0.5 × 4 × pace, not recovered when they sum to less, unclear until all 4 are over.
    /// </summary>
    /// <param name="unitsSinceStart">Units of the complete weeks after the actual start, oldest first.</param>
    /// <param name="pace">Pace frozen at the signal.</param>
    public static Recovery Of(ReadOnlySpan<double> unitsSinceStart, double pace)
    {
        if (unitsSinceStart.Length < Window) return Recovery.Unclear;
        double sum = 0;
        foreach (var value in unitsSinceStart[..Window]) sum += value;
        return sum >= Share * Window * pace ? Recovery.Recovered : Recovery.NotRecovered;
    }
}
