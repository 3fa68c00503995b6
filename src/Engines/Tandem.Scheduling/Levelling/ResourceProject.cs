namespace Tandem.Scheduling.Levelling;

/// <summary>
/// The resource-constrained project scheduling problem (RCPSP): activities of whole durations that hold renewable resources while they run, and
/// finish-to-start links. Found: start times that exceed no capacity and end as early as possible. One mode, one calendar, no lags: the form in which
/// methods are compared (PSPLIB, Kolisch and Sprecher 1996); <see cref="PlanLevelling"/> is the same for real plans.
/// </summary>
public sealed class ResourceProject
{
    /// <param name="durations">Time units of each activity, 0 or more.</param>
    /// <param name="demands">Units of each resource that each activity holds: activity after activity, a number a resource.</param>
    /// <param name="capacities">Units there are of each resource.</param>
    /// <param name="successors">Indices of the activities that wait for each.</param>
    /// <exception cref="PlanCycleException">The links form a loop.</exception>
    /// <exception cref="PlanException">A negative duration or demand, a demand above the capacity, or a successor that doesn't exist.</exception>
    public ResourceProject(IReadOnlyList<int> durations, IReadOnlyList<int> demands, IReadOnlyList<int> capacities, IReadOnlyList<IReadOnlyList<int>> successors)
    {
        (Duration, Demand, Capacity) = ([.. durations], [.. demands], [.. capacities]);
        (Count, Resources) = (Duration.Length, Capacity.Length);
        Check(successors);
        Successors = [.. successors.Select(s => s.Distinct().ToArray())];
        Predecessors = Reverse(Successors);
        Order = Sort();
        Horizon = Duration.Sum();
    }

    public int Count { get; }
    public int Resources { get; }

    /// <summary>The sum of all durations: no schedule that starts activities as soon as it can is longer.</summary>
    public int Horizon { get; }
    internal int[] Duration { get; }
    internal int[] Demand { get; }
    internal int[] Capacity { get; }
    internal int[][] Successors { get; }
    internal int[][] Predecessors { get; }

    /// <summary>Activities, each after its predecessors.</summary>
    internal int[] Order { get; }

    public int DurationOf(int activity) => Duration[activity];
    public int DemandOf(int activity, int resource) => Demand[activity * Resources + resource];
    public int CapacityOf(int resource) => Capacity[resource];
    public IReadOnlyList<int> SuccessorsOf(int activity) => Successors[activity];

    /// <summary>Whether these together need more of a resource than there is.</summary>
    internal bool Exceeds(ReadOnlySpan<int> activities)
    {
        for (var r = 0; r < Resources; r++)
        {
            var sum = 0;
            foreach (var i in activities) sum += DemandOf(i, r);
            if (sum > Capacity[r]) return true;
        }
        return false;
    }

    private void Check(IReadOnlyList<IReadOnlyList<int>> successors)
    {
        if (Demand.Length != Count * Resources || successors.Count != Count) throw new PlanException("levelling_shape", "Durations, demands and successors differ in length.");
        for (var i = 0; i < Count; i++)
        {
            if (Duration[i] < 0) throw new PlanException("negative_duration", $"Activity {i + 1} has a negative duration.");
            for (var r = 0; r < Resources; r++)
            {
                var demand = DemandOf(i, r);
                if (demand < 0) throw new PlanException("negative_demand", $"Activity {i + 1} has a negative demand for resource {r + 1}.");
                if (demand > Capacity[r] && Duration[i] > 0) throw new PlanException("demand_above_capacity", $"Activity {i + 1} needs {demand} of resource {r + 1}, which has {Capacity[r]}.");
            }
            if (successors[i].Any(s => s < 0 || s >= Count)) throw new PlanException("unknown_activity", $"Activity {i + 1} has a successor that isn't in the project.");
        }
    }

    private static int[][] Reverse(int[][] successors)
    {
        var lists = successors.Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < successors.Length; i++) foreach (var s in successors[i]) lists[s].Add(i);
        return [.. lists.Select(l => l.ToArray())];
    }

    private int[] Sort()
    {
        var waiting = Predecessors.Select(p => p.Length).ToArray();
        var order = new List<int>(Count);
        for (var i = 0; i < Count; i++) if (waiting[i] == 0) order.Add(i);
        for (var at = 0; at < order.Count; at++) foreach (var s in Successors[order[at]]) if (--waiting[s] == 0) order.Add(s);
        if (order.Count == Count) return [.. order];
        var loop = new List<int> { Array.FindIndex(waiting, w => w > 0) };
        while (Predecessors[loop[^1]].First(p => waiting[p] > 0) is var before && !loop.Contains(before)) loop.Add(before);
        var close = Predecessors[loop[^1]].First(p => waiting[p] > 0);
        loop.RemoveRange(0, loop.IndexOf(close));
        loop.Reverse();
        throw new PlanCycleException([.. loop.Select(i => i + 1)]);
    }
}
