namespace Tandem.Scheduling;

/// <summary>A chain of activities that drive each other, the last first, and how far it is from holding up the end.</summary>
/// <param name="Number">1 is the most critical.</param>
/// <param name="RelativeFloat">Minutes the chain may slip before it drives the path it joins (0 for path 1); of the calendar of the activity it joins.</param>
/// <param name="Keys">Its activities, the last first.</param>
public sealed record FloatPath(int Number, long RelativeFloat, IReadOnlyList<int> Keys);

/// <summary>
/// Multiple float paths to an end activity: path 1 follows the driving links back from it; each further one branches off by the link that has the least
/// free float of all that are left, and follows driving links from there. Source: Primavera P6 help, "Calculating multiple float paths (free float)".
/// </summary>
public static class FloatPaths
{
    /// <param name="schedule">The computed plan.</param>
    /// <param name="end">Key of the activity the paths lead to; null: the one that finishes last.</param>
    /// <param name="most">How many paths.</param>
    public static IReadOnlyList<FloatPath> To(Schedule schedule, int? end = null, int most = 10)
    {
        var into = LinksInto(schedule);
        var last = end ?? schedule.Rows.Where(r => !r.Activity.IsSpan && !r.Activity.Inactive).MaxBy(r => r.Finish).Key;
        var (seen, branches, paths) = (new HashSet<int>(), new PriorityQueue<int, (long Float, int Order)>(), new List<FloatPath>());
        branches.Enqueue(last, (0, 0));
        var order = 0;
        while (paths.Count < most && branches.TryDequeue(out var from, out var priority))
        {
            if (seen.Contains(from)) continue;
            var chain = Follow(schedule, from, into, seen, (key, slack) => branches.Enqueue(key, (priority.Float + slack, ++order)));
            paths.Add(new FloatPath(paths.Count + 1, priority.Float, chain));
        }
        return paths;
    }

    private static List<int> Follow(Schedule schedule, int from, ILookup<int, Dependency> into, HashSet<int> seen, Action<int, long> branch)
    {
        var chain = new List<int>();
        for (int? at = from; at is { } key && seen.Add(key);)
        {
            chain.Add(key);
            at = null;
            foreach (var (before, slack) in into[key].Select(link => (link.From, Slack: Slack(schedule, link))).OrderBy(link => link.Slack))
            {
                if (seen.Contains(before)) continue;
                if (at is null && slack <= 0) at = before;
                else branch(before, slack);
            }
        }
        return chain;
    }

    private static long Slack(Schedule schedule, Dependency link) => Math.Max(0, LinkSlack.Of(schedule[link.From], schedule[link.To], link, schedule.Plan));

    private static ILookup<int, Dependency> LinksInto(Schedule schedule)
    {
        var summaries = schedule.Plan.Activities.Where(a => a.IsSpan || a.Inactive).Select(a => a.Key).ToHashSet();
        return schedule.Plan.Dependencies.Where(l => !summaries.Contains(l.From) && !summaries.Contains(l.To)).ToLookup(l => l.To);
    }
}
