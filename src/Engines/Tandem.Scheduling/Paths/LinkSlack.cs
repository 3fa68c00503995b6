namespace Tandem.Scheduling;

/// <summary>How far a link is from holding its successor.</summary>
internal static class LinkSlack
{
    /// <summary>Working minutes of the successor's calendar between what the link asks for and what the successor does; negative where that is earlier than the link allows.</summary>
    /// <param name="from">The predecessor.</param>
    /// <param name="to">The successor.</param>
    /// <param name="link">The link; its keys are not read.</param>
    /// <param name="rules">The plan whose mode says in which calendar lag counts.</param>
    public static long Of(ScheduledActivity from, ScheduledActivity to, Dependency link, Plan rules)
    {
        var lag = link.Unit is LagUnit.Percent or LagUnit.ElapsedPercent ? (long)(from.Activity.Duration * link.Lag / 100) : (long)link.Lag;
        var calendar = link.Unit is LagUnit.ElapsedMinutes or LagUnit.ElapsedPercent ? WorkCalendar.Elapsed
            : SchedulingPolicy.Of(rules).Lag switch { LagCalendar.Predecessor => from.Calendar, LagCalendar.Successor => to.Calendar, LagCalendar.Project => rules.Calendar, _ => WorkCalendar.Elapsed };
        var asked = calendar.Add(link.Type is LinkType.FinishStart or LinkType.FinishFinish ? from.Finish : from.Start, lag);
        return to.Calendar.Between(asked, link.Type is LinkType.FinishStart or LinkType.StartStart ? to.Start : to.Finish);
    }
}
