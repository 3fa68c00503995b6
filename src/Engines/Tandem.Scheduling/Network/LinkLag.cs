namespace Tandem.Scheduling;

/// <summary>How long the lag of a link is, and in whose working time it counts.</summary>
internal static class LinkLag
{
    /// <summary>Minutes; of a percentage: of the predecessor's duration.</summary>
    public static long Minutes(Dependency link, Activity from) => link.Unit is LagUnit.Percent or LagUnit.ElapsedPercent
        ? (long)Math.Round(from.Duration * link.Lag / 100, MidpointRounding.AwayFromZero)
        : (long)Math.Round(link.Lag, MidpointRounding.AwayFromZero);

    public static WorkCalendar Calendar(Dependency link, LagCalendar rule, (WorkCalendar From, WorkCalendar To, WorkCalendar Plan) calendars) => link.Unit is LagUnit.ElapsedMinutes or LagUnit.ElapsedPercent ? WorkCalendar.Elapsed : rule switch
    {
        LagCalendar.Predecessor => calendars.From,
        LagCalendar.Successor => calendars.To,
        LagCalendar.Project => calendars.Plan,
        _ => WorkCalendar.Elapsed,
    };
}
