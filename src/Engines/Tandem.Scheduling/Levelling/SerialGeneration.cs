namespace Tandem.Scheduling.Levelling;

/// <summary>
/// The serial schedule generation scheme: takes activities in the order of a list and starts each as early as its predecessors and the resources left allow.
/// The free units of all resources at one time unit lie side by side in few machine words, each lane with a guard bit above it, so that one subtraction
/// checks them all. Mirrored, it takes time backwards (successors first), which is the right-justifying half of double justification.
/// </summary>
internal sealed class SerialGeneration
{
    private readonly ResourceProject project;
    private readonly int[] duration;
    private readonly int[][] before;
    private readonly int words, lanes, bits;
    private readonly ulong[] demand, full, free;
    private readonly ulong guard;
    private readonly bool[] idle;
    private int used;

    public SerialGeneration(ResourceProject project, bool mirrored)
    {
        (this.project, duration) = (project, project.Duration);
        before = mirrored ? project.Successors : project.Predecessors;
        bits = 65 - (int)ulong.LeadingZeroCount((ulong)project.Capacity.Append(1).Max());
        lanes = 64 / bits;
        words = Math.Max(1, (project.Resources + lanes - 1) / lanes);
        for (var lane = 0; lane < lanes; lane++) guard |= 1UL << (lane * bits + bits - 1);
        (full, demand, idle) = (new ulong[words], new ulong[project.Count * words], new bool[project.Count]);
        Array.Fill(full, guard);
        for (var r = 0; r < project.Resources; r++) full[r / lanes] += (ulong)project.Capacity[r] << (r % lanes * bits);
        for (var i = 0; i < project.Count; i++) Pack(i);
        free = new ulong[(project.Horizon + 1) * words];
        used = project.Horizon + 1;
    }

    /// <summary>Takes over what an activity holds while it runs.</summary>
    public void Pack(int activity)
    {
        var need = demand.AsSpan(activity * words, words);
        need.Clear();
        for (var r = 0; r < project.Resources && duration[activity] > 0; r++) need[r / lanes] += (ulong)project.DemandOf(activity, r) << (r % lanes * bits);
        idle[activity] = need.IndexOfAnyExcept(0UL) < 0;
    }

    /// <summary>Starts all activities; the list holds each after its predecessors (mirrored: successors).</summary>
    /// <returns>The makespan.</returns>
    public int Run(ReadOnlySpan<int> list, int[] start)
    {
        Clear();
        var end = 0;
        foreach (var i in list)
        {
            var earliest = 0;
            foreach (var p in before[i]) earliest = Math.Max(earliest, start[p] + duration[p]);
            var at = idle[i] ? earliest : words == 1 ? PlaceInOne(demand[i], earliest, duration[i]) : Place(i, earliest, duration[i]);
            start[i] = at;
            end = Math.Max(end, at + duration[i]);
        }
        return used = end;
    }

    private void Clear()
    {
        if (words == 1)
        {
            free.AsSpan(0, used).Fill(full[0]);
            return;
        }
        for (int u = 0, at = 0; u < used; u++)
        {
            for (var w = 0; w < words; w++) free[at++] = full[w];
        }
    }

    private int PlaceInOne(ulong need, int at, int length)
    {
        var (room, mask) = (free, guard);
        for (var u = at; u < at + length; u++)
        {
            if (((room[u] - need) & mask) != mask) at = u + 1;
        }
        for (var u = at; u < at + length; u++) room[u] -= need;
        return at;
    }

    private int Place(int i, int at, int length)
    {
        var (room, mask) = (free, guard);
        var need = demand.AsSpan(i * words, words);
        for (var u = at; u < at + length; u++)
        {
            for (var w = 0; w < need.Length; w++)
            {
                if (((room[u * words + w] - need[w]) & mask) == mask) continue;
                at = u + 1;
                break;
            }
        }
        for (int u = at * words; u < (at + length) * words; u += words)
        {
            for (var w = 0; w < need.Length; w++) room[u + w] -= need[w];
        }
        return at;
    }
}
