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
        var calendar = LinkLag.Calendar(link, SchedulingPolicy.Of(rules).Lag, (from.Calendar, to.Calendar, rules.Calendar));
        var asked = calendar.Add(link.Type is LinkType.FinishStart or LinkType.FinishFinish ? from.Finish : from.Start, LinkLag.Minutes(link, from.Activity));
        return to.Calendar.Between(asked, link.Type is LinkType.FinishStart or LinkType.StartStart ? to.Start : to.Finish);
    }
}
