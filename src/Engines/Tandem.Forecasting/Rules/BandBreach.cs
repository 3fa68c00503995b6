namespace Tandem.Forecasting.Rules;

/// <summary>Which way is bad.</summary>
public enum Direction
{
    Down,
    Up,
}

/// <summary>A complete period beside the 95 % band that was forecast for it without knowing it.</summary>
public readonly record struct BandedPeriod(double Value, double Lo95, double Hi95);

/// <summary>Why the band rule said what it said.</summary>
public enum BandReason
{
    /// <summary>Fires: the last two complete periods lie outside on the asked side.</summary>
    TwoOutside,

    /// <summary>The last complete period lies outside, the one before did not.</summary>
    OneOutside,

    /// <summary>The last complete period lies inside, or outside on the other side.</summary>
    Inside,

    /// <summary>Outside, but the numbers are smaller than the rule's minimum count.</summary>
    TooSmall,

    /// <summary>Fewer than two complete periods with a band.</summary>
    TooLittleData,
}

/// <summary>The verdict of the band rule.</summary>
/// <param name="Fires">The metric has left its band.</param>
/// <param name="Recovered">The last two complete periods lie inside (the end of an episode).</param>
/// <param name="Reason">Why.</param>
/// <param name="PeriodsOutside">How many periods in a row, up to the last, lie outside on the asked side.</param>
/// <param name="Distance">How far the last value lies beyond the bound, in units of the metric; 0 inside.</param>
public sealed record BandVerdict(bool Fires, bool Recovered, BandReason Reason, int PeriodsOutside, double Distance);

/// <summary>"The metric leaves its band": two complete periods in a row outside the 95 % band, in one direction, with a minimum count.</summary>
public static class BandBreach
{
    /// <summary>Periods in a row that open and, inside, close an episode.</summary>
    public const int InARow = 2;

    /// <summary>Judges the complete periods, oldest first.</summary>
    /// <param name="periods">Each with the band forecast for it from the periods before it.</param>
    /// <param name="direction">Which side counts.</param>
    /// <param name="minimumCount">Fires only where value or nearer bound reach this size (0: always): a fall from 2 to 0 is no news.</param>
    public static BandVerdict Judge(ReadOnlySpan<BandedPeriod> periods, Direction direction, double minimumCount = 0)
    {
        if (periods.Length < InARow) return new(false, false, BandReason.TooLittleData, 0, 0);
        var outside = 0;
        while (outside < periods.Length && Beyond(periods[^(outside + 1)], direction) > 0) outside++;
        var last = periods[^1];
        var recovered = IsInside(last) && IsInside(periods[^2]);
        var reason = outside == 0 ? BandReason.Inside
            : Size(last, direction) < minimumCount ? BandReason.TooSmall
            : outside < InARow ? BandReason.OneOutside : BandReason.TwoOutside;
        return new(reason == BandReason.TwoOutside, recovered, reason, outside, Math.Max(0, Beyond(last, direction)));
    }

    private static double Beyond(BandedPeriod period, Direction direction) =>
        direction == Direction.Down ? period.Lo95 - period.Value : period.Value - period.Hi95;

    private static bool IsInside(BandedPeriod period) => period.Value >= period.Lo95 && period.Value <= period.Hi95;

    private static double Size(BandedPeriod period, Direction direction) =>
        Math.Max(Math.Abs(period.Value), Math.Abs(direction == Direction.Down ? period.Lo95 : period.Hi95));
}
