namespace Tandem.Scheduling;

/// <summary>One link of the chain that sets a date: the activity, what set its early dates, and the link that did where one did.</summary>
/// <param name="Activity">The activity with its dates.</param>
/// <param name="Driver">What set them.</param>
/// <param name="Link">The link, for <see cref="DriverKind.Link"/>; it may stand on a summary above.</param>
/// <param name="Waits">Minutes on the clock between what the driver asks for and the start: the lag, nights, weekends and holidays.</param>
public sealed record DrivingStep(ScheduledActivity Activity, DriverKind Driver, Dependency? Link, long Waits);

/// <summary>Why an activity stands where it stands.</summary>
public static class DrivingPath
{
    /// <summary>The chain from the activity back to what nothing else drives, the activity first. A summary is followed to the child that starts it.</summary>
    public static IReadOnlyList<DrivingStep> To(Schedule schedule, int key)
    {
        var steps = new List<DrivingStep>();
        var seen = new HashSet<int>();
        for (int? at = key; at is { } now && seen.Add(now); at = Before(schedule, now, steps)) { }
        return steps;
    }

    private static int? Before(Schedule schedule, int key, List<DrivingStep> steps)
    {
        var row = schedule[key];
        var link = row.DrivenBy;
        steps.Add(new DrivingStep(row, row.Driver, link, link is null ? 0 : Waits(schedule[link.From], row, link.Type)));
        if (link is not null) return link.From;
        return row.Driver == DriverKind.Children ? First(schedule, key, row.Start) : null;
    }

    private static int? First(Schedule schedule, int summary, DateTime start)
    {
        foreach (var row in schedule.Rows)
        {
            if (row.Activity.Parent == summary && row.Start == start) return row.Key;
        }
        return null;
    }

    private static long Waits(ScheduledActivity from, ScheduledActivity to, LinkType type)
    {
        var asked = type is LinkType.FinishStart or LinkType.FinishFinish ? from.Finish : from.Start;
        var given = type is LinkType.FinishStart or LinkType.StartStart ? to.Start : to.Finish;
        return (long)(given - asked).TotalMinutes;
    }
}
