namespace Tandem.Scheduling;

/// <summary>What earned value needs of one row of a plan. Summaries carry only what is booked on themselves; the rest is summed from below.</summary>
public sealed record CostLine
{
    /// <summary>The row's key, and its summary's; null at the top.</summary>
    public required int Key { get; init; }
    public int? Parent { get; init; }

    /// <summary>Whose working time sums accrue in.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendar.Standard;

    /// <summary>The baseline's cost over the baseline's dates: its sum is the budget at completion.</summary>
    public IReadOnlyList<CostSpread> Planned { get; init; } = [];

    /// <summary>What the work done has cost.</summary>
    public IReadOnlyList<CostSpread> Actual { get; init; } = [];

    /// <summary>0–100: what of the budget is earned at the status date (physical percent complete where it is given, else percent complete).</summary>
    public double PercentComplete { get; init; }
}
