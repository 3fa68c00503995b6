namespace Tandem.Scheduling.Files;

/// <summary>
/// Links as P6 can have them: between activities, lags in working time. A link from or to a summary becomes links of what is under it, or, where those would be too many or would say more,
/// of the one that sets the summary's date; percent and elapsed lags become the working time they are now.
/// </summary>
internal sealed class XerLinksOut
{
    private const int Most = 1000;
    private readonly PlanFile file;
    private readonly XerCalendarsOut calendars;
    private readonly Dictionary<int, PlanTask> tasks;
    private readonly ILookup<int, PlanTask> below;

    public XerLinksOut(PlanFile file, XerCalendarsOut calendars)
    {
        (this.file, this.calendars, tasks) = (file, calendars, file.Tasks.ToDictionary(t => t.Key));
        below = file.Tasks.Where(t => t.ParentKey is not null).ToLookup(t => t.ParentKey!.Value);
    }

    /// <summary>Each link once between two activities, its lag in working minutes.</summary>
    public IEnumerable<PlanLink> All() => file.Links.SelectMany(Between).DistinctBy(link => (link.From, link.To, link.Type));

    private IEnumerable<PlanLink> Between(PlanLink link)
    {
        var (from, to) = (Leaves(link.From), Leaves(link.To));
        if (link.Type is LinkType.StartStart or LinkType.StartFinish) from = Pick(from, list => list.MinBy(t => t.Stored.Start));
        if (link.Type is LinkType.FinishFinish or LinkType.StartFinish) to = Pick(to, list => list.MaxBy(t => t.Stored.Finish));
        if ((long)from.Count * to.Count > Most) from = Pick(from, list => list.MaxBy(t => t.Stored.Finish));
        return from.SelectMany(a => to.Select(b => link with { From = a.Key, To = b.Key, Lag = Lag(link, a, b), Unit = LagUnit.Minutes }));
    }

    private List<PlanTask> Leaves(int key)
    {
        if (!tasks.TryGetValue(key, out var top)) return [];
        var (leaves, open) = (new List<PlanTask>(), new Stack<PlanTask>([top]));
        while (open.TryPop(out var task))
        {
            foreach (var child in below[task.Key]) open.Push(child);
            if (task.Type != ActivityType.Summary && (!task.Inactive || task == top)) leaves.Add(task);
        }
        return leaves;
    }

    private static List<PlanTask> Pick(List<PlanTask> tasks, Func<List<PlanTask>, PlanTask?> one) => tasks.Count > 1 && one(tasks) is { } picked ? [picked] : tasks;

    private double Lag(PlanLink link, PlanTask from, PlanTask to)
    {
        if (link.Unit == LagUnit.Minutes) return link.Lag;
        if (link.Unit == LagUnit.Percent) return Math.Round(from.Duration * link.Lag / 100);
        var calendar = file.Options.LagCalendar is LagCalendar.Predecessor || file is { Mode: PlanMode.P6, Options.LagCalendar: null } ? calendars.Of(from.Key) : calendars.Of(to.Key);
        var at = link.Type is LinkType.FinishStart or LinkType.FinishFinish ? from.Stored.Finish : from.Stored.Start;
        var minutes = link.Unit == LagUnit.ElapsedMinutes ? link.Lag : Math.Round(from.Duration * link.Lag / 100);
        return at is { } instant ? calendar.Between(instant, instant.AddMinutes(minutes)) : minutes;
    }
}
