namespace Tandem.Scheduling.Levelling;

/// <summary>One way to do an activity: its length, the units it holds of each renewable resource while it runs, and what it uses up of each that doesn't renew.</summary>
public sealed record ActivityMode(int Duration, IReadOnlyList<int> Demand, IReadOnlyList<int> Use);

/// <summary>
/// The multi-mode problem (MRCPSP; Talbot 1982): every activity is done in one of its modes; what they use up of each non-renewable resource (money, material)
/// must stay within its stock, which alone can be hard to keep.
/// </summary>
public sealed class ModeProject
{
    /// <param name="modes">Of each activity, one or more.</param>
    /// <param name="capacities">Units there are of each renewable resource.</param>
    /// <param name="stocks">Units there are of each non-renewable resource.</param>
    /// <param name="successors">Indices of the activities that wait for each.</param>
    /// <exception cref="PlanException">An activity that can't be done in any mode, or what <see cref="ResourceProject"/> refuses.</exception>
    public ModeProject(IReadOnlyList<IReadOnlyList<ActivityMode>> modes, IReadOnlyList<int> capacities, IReadOnlyList<int> stocks, IReadOnlyList<IReadOnlyList<int>> successors)
    {
        if (modes.Any(ways => ways.Any(m => m.Demand.Count != capacities.Count || m.Use.Count != stocks.Count))) throw new PlanException("levelling_shape", "A mode has not one number for each resource.");
        if (modes.Any(ways => ways.Any(m => m.Use.Any(u => u < 0)))) throw new PlanException("negative_demand", "A mode uses up less than nothing.");
        (Stock, Given) = ([.. stocks], modes);
        Usable = [.. modes.Select((ways, i) => Possible(i, ways, modes, capacities))];
        Longest = Of(capacities, successors, (ways, pick) => ways.Max(pick));
        Relaxed = Of(capacities, successors, (ways, pick) => ways.Min(pick));
    }

    public int Count => Given.Count;

    /// <summary>All modes, as given.</summary>
    public IReadOnlyList<IReadOnlyList<ActivityMode>> Given { get; }
    public IReadOnlyList<int> Stock { get; }

    /// <summary>Indices of each activity's modes that are worth a thought.</summary>
    internal int[][] Usable { get; }

    /// <summary>Every activity as long as its longest mode: what holds for all choices, as room for times.</summary>
    internal ResourceProject Longest { get; }

    /// <summary>Every activity with the least of each number over its modes: its bounds are bounds for all choices.</summary>
    internal ResourceProject Relaxed { get; }

    internal ActivityMode Mode(int activity, int usable) => Given[activity][Usable[activity][usable]];

    /// <summary>Not above a capacity, not above what the others leave of a stock at least, and no worse in all than another (Sprecher, Hartmann, Drexl 1997).</summary>
    private int[] Possible(int activity, IReadOnlyList<ActivityMode> ways, IReadOnlyList<IReadOnlyList<ActivityMode>> all, IReadOnlyList<int> capacities)
    {
        bool Fits(ActivityMode mode) => (mode.Duration == 0 || !mode.Demand.Where((d, r) => d > capacities[r]).Any())
            && !mode.Use.Where((u, n) => u + all.Where((_, other) => other != activity).Sum(others => others.Min(m => m.Use[n])) > Stock[n]).Any();
        var fit = Enumerable.Range(0, ways.Count).Where(m => Fits(ways[m])).ToList();
        bool Worse(int m, int than) => m != than && ways[m].Duration >= ways[than].Duration && Covers(ways[m].Demand, ways[than].Demand) && Covers(ways[m].Use, ways[than].Use)
            && (m > than || ways[m].Duration > ways[than].Duration || !Covers(ways[than].Demand, ways[m].Demand) || !Covers(ways[than].Use, ways[m].Use));
        int[] kept = [.. fit.Where(m => !fit.Exists(than => Worse(m, than)))];
        return kept.Length > 0 ? kept : throw new PlanException("demand_above_capacity", $"Activity {activity + 1} has no mode that the resources allow.");
    }

    private static bool Covers(IReadOnlyList<int> more, IReadOnlyList<int> less) => more.Zip(less).All(pair => pair.First >= pair.Second);

    private ResourceProject Of(IReadOnlyList<int> capacities, IReadOnlyList<IReadOnlyList<int>> successors, Func<IEnumerable<ActivityMode>, Func<ActivityMode, int>, int> pick)
    {
        IEnumerable<ActivityMode> Ways(int i) => Usable[i].Select(m => Given[i][m]);
        return new ResourceProject([.. Enumerable.Range(0, Count).Select(i => pick(Ways(i), m => m.Duration))],
            [.. Enumerable.Range(0, Count).SelectMany(i => capacities.Select((capacity, r) => Math.Min(capacity, pick(Ways(i), m => m.Demand[r]))))], capacities, successors);
    }
}
