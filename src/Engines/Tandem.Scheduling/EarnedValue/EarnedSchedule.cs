namespace Tandem.Scheduling;

/// <summary>
/// Schedule performance in time: when the plan had meant to earn what is earned now. All times are working minutes from the plan's start.
/// Source: W. Lipke, "Schedule is Different", The Measurable News (2003); the planned curve is continuous here instead of one of whole periods,
/// so that nothing is rounded to a week or month.
/// </summary>
/// <param name="Earned">ES: working minutes from the start to the instant at which PV reached today's EV.</param>
/// <param name="ActualTime">AT: working minutes from the start to the status date.</param>
/// <param name="PlannedDuration">PD: working minutes from the start to the baseline's finish.</param>
public sealed record EarnedSchedule(long Earned, long ActualTime, long PlannedDuration)
{
    /// <summary>SV(t) = ES − AT.</summary>
    public long Variance => Earned - ActualTime;

    /// <summary>SPI(t) = ES ÷ AT.</summary>
    public double? Index => ActualTime == 0 ? null : (double)Earned / ActualTime;

    /// <summary>IEAC(t) = PD ÷ SPI(t): working minutes the whole plan will take at the pace so far.</summary>
    public long? EstimatedDuration => Earned == 0 ? null : (long)Math.Round(PlannedDuration * (double)ActualTime / Earned);

    /// <param name="planned">PV of the plan at an instant; must not fall.</param>
    /// <param name="earned">EV at the status date.</param>
    /// <param name="baseline">Start and finish of the baseline.</param>
    /// <param name="statusDate">The status date; before the start it counts as the start.</param>
    /// <param name="calendar">The plan's working time.</param>
    public static EarnedSchedule Of(Func<DateTime, decimal> planned, decimal earned, (DateTime Start, DateTime Finish) baseline, DateTime statusDate, WorkCalendar calendar)
    {
        var whole = Math.Max(0, calendar.Between(baseline.Start, baseline.Finish));
        return new(Reached(planned, earned, baseline, calendar, whole), Math.Max(0, calendar.Between(baseline.Start, statusDate)), whole);
    }

    /// <summary>The last working minute at which no more than <paramref name="earned"/> was planned, by halving; all of it once everything is earned.</summary>
    private static long Reached(Func<DateTime, decimal> planned, decimal earned, (DateTime Start, DateTime Finish) baseline, WorkCalendar calendar, long whole)
    {
        if (earned <= 0) return 0;
        if (earned >= planned(baseline.Finish)) return whole;
        var (low, high) = (0L, whole);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (planned(calendar.Add(baseline.Start, middle)) <= earned) low = middle;
            else high = middle;
        }
        return low;
    }
}
