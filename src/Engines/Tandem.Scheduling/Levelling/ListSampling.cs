namespace Tandem.Scheduling.Levelling;

/// <summary>Activity lists from priorities: the rule's own, and random ones that follow it more or less closely (regret-based biased random sampling, Drexl 1991).</summary>
internal sealed class ListSampling
{
    private readonly ResourceProject project;
    private readonly int[] waiting, eligible;
    private readonly double[] chance;

    public ListSampling(ResourceProject project)
    {
        this.project = project;
        (waiting, eligible, chance) = (new int[project.Count], new int[project.Count], new double[project.Count]);
    }

    /// <summary>Fills the list; of the activities whose predecessors are in it, the one with the smallest value comes next.</summary>
    public void ByRule(int[] priority, int[] list)
    {
        var queue = new PriorityQueue<int, (int, int)>();
        for (var i = 0; i < project.Count; i++)
        {
            waiting[i] = project.Predecessors[i].Length;
            if (waiting[i] == 0) queue.Enqueue(i, (priority[i], i));
        }
        for (var at = 0; queue.TryDequeue(out var i, out _); at++)
        {
            list[at] = i;
            foreach (var s in project.Successors[i]) if (--waiting[s] == 0) queue.Enqueue(s, (priority[s], s));
        }
    }

    /// <summary>Fills the list; an activity comes next with a chance that grows with its regret, the distance of its value from the worst.</summary>
    public void AtRandom(int[] priority, int[] list, ref SplitMix draws)
    {
        var count = 0;
        for (var i = 0; i < project.Count; i++)
        {
            waiting[i] = project.Predecessors[i].Length;
            if (waiting[i] == 0) eligible[count++] = i;
        }
        for (var at = 0; count > 0; at++)
        {
            var pick = Pick(priority, count, ref draws);
            var i = list[at] = eligible[pick];
            eligible[pick] = eligible[--count];
            foreach (var s in project.Successors[i]) if (--waiting[s] == 0) eligible[count++] = s;
        }
    }

    private int Pick(int[] priority, int count, ref SplitMix draws)
    {
        if (count == 1) return 0;
        var worst = int.MinValue;
        for (var e = 0; e < count; e++) worst = Math.Max(worst, priority[eligible[e]]);
        var sum = 0.0;
        for (var e = 0; e < count; e++)
        {
            double regret = worst - priority[eligible[e]] + 1;
            sum += chance[e] = regret * regret;
        }
        var at = draws.NextUnit() * sum;
        for (var e = 0; e < count - 1; e++)
        {
            at -= chance[e];
            if (at < 0) return e;
        }
        return count - 1;
    }
}
