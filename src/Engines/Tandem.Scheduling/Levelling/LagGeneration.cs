namespace Tandem.Scheduling.Levelling;

/// <summary>
/// Serial schedule generation with maximal lags: an activity whose place would come too late for a maximal lag makes those that hold it begin later and takes out
/// all that begins with or after them (the direct method with unscheduling; Franck, Neumann, Schwindt 2001). May find no schedule where there is one.
/// </summary>
internal sealed class LagGeneration
{
    private const int Out = -1;
    private readonly ResourceProject work;
    private readonly Distances ways;
    private readonly int horizon;
    private readonly Func<bool> enough;
    private readonly int[] floor, earliest, latest, waiting, free;

    public LagGeneration(ResourceProject work, Distances ways, Func<bool> enough)
    {
        (this.work, this.ways, this.enough, horizon) = (work, ways, enough, work.Horizon + ways[ways.Begin, ways.End] + 1);
        (floor, earliest, latest) = (new int[work.Count], new int[work.Count], new int[work.Count]);
        (waiting, free) = (new int[work.Count], new int[horizon * work.Resources]);
    }

    /// <summary>
    /// Starts all activities, of those that may come next the one with the smallest priority; false where it gives up. With <paramref name="pressed"/> those come first
    /// whose start a maximal lag to something placed bounds: that finds a schedule more often, but not the shortest.
    /// </summary>
    public bool Run(ReadOnlySpan<double> priority, bool pressed, int[] start)
    {
        Begin(start);
        for (var (placed, patience) = (0, 5 * work.Count); placed < work.Count;)
        {
            var next = Next(priority, pressed, start);
            if (next < 0) return false;
            var at = Fit(next, earliest[next]);
            if (at < 0) return false;
            if (at <= latest[next])
            {
                start[next] = at;
                Take(next, at, 1);
                Narrow(next, at);
                placed++;
            }
            else if (--patience < 0 || enough()) return false;
            else placed -= Loosen(next, at - latest[next], start);
        }
        return true;
    }

    private void Begin(int[] start)
    {
        Array.Fill(start, Out);
        Array.Clear(waiting);
        for (var t = 0; t < horizon; t++) work.Capacity.CopyTo(free, t * work.Resources);
        for (var i = 0; i < work.Count; i++)
        {
            floor[i] = ways[ways.Begin, i];
            for (var k = 0; k < work.Count; k++) if (Precedes(i, k)) waiting[k]++;
        }
        Open();
    }

    /// <summary>Windows without what is placed.</summary>
    private void Open()
    {
        floor.CopyTo(earliest, 0);
        Array.Fill(latest, int.MaxValue);
    }

    /// <summary>Windows of the others beside one that is placed.</summary>
    private void Narrow(int placed, int at)
    {
        for (var k = 0; k < work.Count; k++)
        {
            if (ways[placed, k] != Distances.None) earliest[k] = Math.Max(earliest[k], at + ways[placed, k]);
            if (ways[k, placed] != Distances.None) latest[k] = Math.Min(latest[k], at - ways[k, placed]);
        }
    }

    private bool Precedes(int first, int second) => first != second && (ways[first, second] > 0 || (ways[first, second] == 0 && ways[second, first] < 0));

    private int Next(ReadOnlySpan<double> priority, bool pressed, int[] start)
    {
        var next = -1;
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] != Out || waiting[i] > 0) continue;
            if (next < 0 || (pressed && latest[i] != latest[next] ? latest[i] < latest[next] : priority[i] < priority[next])) next = i;
        }
        return next;
    }

    /// <summary>The first time from this one on with room; −1 where there is none before the horizon.</summary>
    private int Fit(int activity, int at)
    {
        for (var u = at; u < at + work.Duration[activity]; u++)
        {
            if (at + work.Duration[activity] > horizon) return -1;
            for (var r = 0; r < work.Resources; r++)
            {
                if (free[u * work.Resources + r] >= work.DemandOf(activity, r)) continue;
                at = u + 1;
                break;
            }
        }
        return at;
    }

    private void Take(int activity, int at, int times)
    {
        for (var u = at; u < at + work.Duration[activity]; u++) for (var r = 0; r < work.Resources; r++) free[u * work.Resources + r] -= times * work.DemandOf(activity, r);
        for (var k = 0; k < work.Count; k++) if (Precedes(activity, k)) waiting[k] -= times;
    }

    /// <summary>What holds the activity to its latest start begins later by what is missing; gives how many were taken out.</summary>
    private int Loosen(int activity, int missing, int[] start)
    {
        var (first, taken) = (int.MaxValue, 0);
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == Out || ways[activity, i] == Distances.None || start[i] - ways[activity, i] != latest[activity]) continue;
            first = Math.Min(first, start[i]);
            for (var k = 0; k < start.Length; k++) if (ways[i, k] != Distances.None) floor[k] = Math.Max(floor[k], start[i] + missing + ways[i, k]);
        }
        Open();
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == Out) continue;
            if (start[i] < first)
            {
                Narrow(i, start[i]);
                continue;
            }
            Take(i, start[i], -1);
            start[i] = Out;
            taken++;
        }
        return taken;
    }
}
