namespace Tandem.Scheduling.Levelling;

/// <summary>Finds where a schedule exceeds a capacity.</summary>
internal sealed class ResourceConflicts(ResourceProject project)
{
    private readonly int[] order = [.. Enumerable.Range(0, project.Count).Where(i => project.Duration[i] > 0)], starts = new int[project.Count], used = new int[project.Resources];

    /// <summary>
    /// A few activities of the first time unit in which too much is used: together they exceed a capacity, and without any one of them they wouldn't. Empty where
    /// no capacity is exceeded.
    /// </summary>
    public int[] First(Func<int, int> startOf)
    {
        for (var i = 0; i < order.Length; i++) starts[i] = startOf(order[i]);
        Array.Sort(starts, order, 0, order.Length);
        var running = new List<int>();
        for (var at = 0; at < order.Length; at++)
        {
            var now = starts[at];
            running.RemoveAll(i => startOf(i) + project.Duration[i] <= now);
            running.Add(order[at]);
            if ((at + 1 == order.Length || starts[at + 1] > now) && Exceeded(running) is >= 0 and var resource) return Few(running, resource);
        }
        return [];
    }

    private int Exceeded(List<int> running)
    {
        Array.Clear(used);
        foreach (var i in running) for (var r = 0; r < used.Length; r++) used[r] += project.DemandOf(i, r);
        for (var r = 0; r < used.Length; r++) if (used[r] > project.Capacity[r]) return r;
        return -1;
    }

    /// <summary>The largest first until it is too much, then without those that aren't needed for that.</summary>
    private int[] Few(List<int> running, int resource)
    {
        var (few, sum) = (new List<int>(), 0);
        foreach (var i in running.OrderByDescending(i => project.DemandOf(i, resource)))
        {
            if (sum > project.Capacity[resource]) break;
            few.Add(i);
            sum += project.DemandOf(i, resource);
        }
        for (var at = few.Count - 1; at >= 0; at--)
        {
            var need = project.DemandOf(few[at], resource);
            if (sum - need <= project.Capacity[resource]) continue;
            few.RemoveAt(at);
            sum -= need;
        }
        return [.. few];
    }
}
