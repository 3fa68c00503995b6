namespace Tandem.Scheduling.Levelling;

/// <summary>
/// An order of activities from a simpler picture of the plan, in which the genetic search is quick: durations in working time of the plan's calendar, links from
/// finish to start only, capacities as they are at first. Where the plan is that simple its order is as good as the search's schedule; else it is a first guess.
/// </summary>
internal static class LevellingGuide
{
    /// <summary>Time units of the picture at most, and activities × schedules: what keeps it to a fraction of a second.</summary>
    private const long Horizon = 6_000, Work = 300_000;

    /// <summary>A start for each activity, or null where the plan is too long or a capacity too large for a picture of it, or an activity needs more than there is.</summary>
    public static double[]? Starts(Network net, LevellingSubject[] subjects, ResourceProfile[] profiles, LevellingSearch search)
    {
        var schedules = Math.Min(search.Schedules * 10, Work / Math.Max(1, net.Nodes));
        if (schedules < 50 || profiles.Any(p => Capacity(p) > int.MaxValue) || subjects.SelectMany(s => s.Needs).Any(n => n.Units > Capacity(profiles[n.Resource]))) return null;
        var project = Picture(net, subjects, profiles);
        var genetic = new GeneticSearch(project, new Priorities(project), search.Seed);
        genetic.Begin(search.Enough);
        genetic.Run(0, schedules, search.Enough);
        return [.. genetic.Best.Start.Take(net.Count).Select(s => (double)s)];
    }

    private static long Capacity(ResourceProfile profile) => ResourceProfile.Thousandths(profile.Resource.Units);

    private static ResourceProject Picture(Network net, LevellingSubject[] subjects, ResourceProfile[] profiles)
    {
        var minutes = new long[net.Nodes];
        for (var v = 0; v < net.Count; v++) minutes[v] = net.Kind[v] == NodeKind.Leaf ? Minutes(net, v, subjects[v]) : 0;
        var common = minutes.Aggregate(0L, Divisor);
        var unit = Math.Max(Math.Max(1, common), (minutes.Sum() + Horizon - 1) / Horizon);
        var demands = new int[net.Nodes * profiles.Length];
        for (var v = 0; v < net.Count; v++) foreach (var (r, need) in subjects[v].Needs) demands[v * profiles.Length + r] = (int)need;
        var successors = new List<int>[net.Nodes];
        for (var v = 0; v < net.Nodes; v++) successors[v] = [];
        for (var k = 0; k < net.From.Length; k++) if (net.Ties[k] is Tie.FinishStart or Tie.Enter or Tie.Exit) successors[net.From[k]].Add(net.To[k]);
        return new ResourceProject([.. minutes.Select(m => (int)((m + unit - 1) / unit))], demands, [.. profiles.Select(p => (int)Capacity(p))], successors);
    }

    private static long Minutes(Network net, int v, LevellingSubject subject)
    {
        var start = subject.Planned;
        return ReferenceEquals(net.Calendar[v], net.Plan.Calendar) ? net.Remaining[v] : Math.Max(0, net.Plan.Calendar.Between(start, net.Calendar[v].Add(start, net.Remaining[v])));
    }

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
