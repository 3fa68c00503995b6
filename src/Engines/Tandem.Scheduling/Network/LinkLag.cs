namespace Tandem.Scheduling;

/// <summary>How long the lag of a link is, and in whose working time it counts.</summary>
internal static class LinkLag
{
    /// <summary>More minutes than there are from the year 1 to 9999, and few enough for sums along a chain of links.</summary>
    private const double Most = 1e10;

    /// <summary>Minutes; of a percentage: of the predecessor's duration. A lag beyond all dates leads beyond them, however long it is.</summary>
    public static long Minutes(Dependency link, Activity from) =>
        (long)Math.Round(Math.Clamp(link.Unit is LagUnit.Percent or LagUnit.ElapsedPercent ? from.Duration * link.Lag / 100 : link.Lag, -Most, Most), MidpointRounding.AwayFromZero);

    public static WorkCalendar Calendar(Dependency link, LagCalendar rule, (WorkCalendar From, WorkCalendar To, WorkCalendar Plan) calendars) => link.Unit is LagUnit.ElapsedMinutes or LagUnit.ElapsedPercent ? WorkCalendar.Elapsed : rule switch
    {
        LagCalendar.Predecessor => calendars.From,
        LagCalendar.Successor => calendars.To,
        LagCalendar.Project => calendars.Plan,
        _ => WorkCalendar.Elapsed,
    };
}
