namespace Tandem.Scheduling.Levelling;

/// <summary>
/// A lower bound by refutation (Klein and Scholl 1999): for a given end all activities get windows; if propagation of links, of pairs that can't run side by
/// side, of compulsory use and of energy in intervals shows that they don't fit, the makespan must be longer.
/// </summary>
internal sealed class DestructiveBound(ResourceProject project, Priorities priorities)
{
    private readonly int[] earliest = new int[project.Count], latest = new int[project.Count];
    private readonly int[] keptEarliest = new int[project.Count], keptLatest = new int[project.Count];
    private List<(int A, int B)>? rivals;
    private int[] profile = [];

    /// <summary>The first end, from the simple bounds up, that propagation alone can't refute; at most <paramref name="ceiling"/>.</summary>
    public int Find(int ceiling, Func<bool> enough)
    {
        var end = Simple();
        while (end < ceiling && Refutes(end, enough)) end++;
        return end;
    }

    /// <summary>
    /// Goes on from a bound by assuming an order of two rivals: where it is refuted the other holds, and where both are the end is refuted (shaving, Martin and Shmoys
    /// 1996). Every step is one assumption and gives the bound known then; it ends where nothing more is found.
    /// </summary>
    public IEnumerable<int> Steps(int bound, Func<bool> enough)
    {
        for (var refuted = true; refuted && !enough(); bound++)
        {
            yield return bound;
            refuted = Refutes(bound, enough);
            for (var found = true; found && !refuted;)
            {
                found = false;
                foreach (var (a, b) in rivals ??= Rivals())
                {
                    if (Decided(a, b)) continue;
                    yield return bound;
                    if (enough()) yield break;
                    var (first, second) = (Allows(a, b, bound, enough), Allows(b, a, bound, enough));
                    if (first && second) continue;
                    found = true;
                    Order(first ? a : b, first ? b : a);
                    if (refuted = (!first && !second) || Contradictory(bound, enough)) break;
                }
            }
        }
        yield return bound - 1;
    }

    /// <summary>The critical path, and the work for each resource over its capacity behind the shortest head and before the shortest tail.</summary>
    public int Simple()
    {
        var best = priorities.Length;
        for (var r = 0; r < project.Resources; r++)
        {
            var (work, head, tail) = (0L, int.MaxValue, int.MaxValue);
            for (var i = 0; i < project.Count; i++)
            {
                if (project.DemandOf(i, r) == 0 || project.Duration[i] == 0) continue;
                work += (long)project.DemandOf(i, r) * project.Duration[i];
                (head, tail) = (Math.Min(head, priorities.Head[i]), Math.Min(tail, priorities.Tail[i]));
            }
            if (work > 0) best = Math.Max(best, head + tail + (int)((work + project.Capacity[r] - 1) / project.Capacity[r]));
        }
        return best;
    }

    private bool Refutes(int end, Func<bool> enough)
    {
        for (var i = 0; i < project.Count; i++) (earliest[i], latest[i]) = (priorities.Head[i], end - priorities.Tail[i]);
        if (profile.Length < end + 1) profile = new int[end + 1];
        return Contradictory(end, enough);
    }

    private bool Contradictory(int end, Func<bool> enough)
    {
        bool changed;
        do
        {
            if (enough()) return false;
            changed = false;
            if (!Links(ref changed) || !Pairs(ref changed)) return true;
            for (var r = 0; r < project.Resources; r++) if (!Compulsory(r, end, ref changed)) return true;
        }
        while (changed);
        return Enumerable.Range(0, project.Resources).Any(r => !enough() && Overfull(r, end));
    }

    /// <summary>Only one order fits their windows.</summary>
    private bool Decided(int a, int b) => project.Duration[a] + project.Duration[b] is var both && (earliest[a] + both > latest[b] || earliest[b] + both > latest[a]);

    /// <summary>Whether nothing contradicts that one goes before the other; the windows stay as they were.</summary>
    private bool Allows(int first, int second, int end, Func<bool> enough)
    {
        earliest.CopyTo(keptEarliest, 0);
        latest.CopyTo(keptLatest, 0);
        Order(first, second);
        var allows = !Contradictory(end, enough);
        keptEarliest.CopyTo(earliest, 0);
        keptLatest.CopyTo(latest, 0);
        return allows;
    }

    private bool Order(int first, int second) => Raise(second, earliest[first] + project.Duration[first]) | Lower(first, latest[second] - project.Duration[second]);

    private bool Links(ref bool changed)
    {
        foreach (var i in project.Order)
        {
            foreach (var p in project.Predecessors[i]) changed |= Raise(i, earliest[p] + project.Duration[p]);
        }
        for (var at = project.Count - 1; at >= 0; at--)
        {
            var i = project.Order[at];
            foreach (var s in project.Successors[i]) changed |= Lower(i, latest[s] - project.Duration[s]);
            if (earliest[i] + project.Duration[i] > latest[i]) return false;
        }
        return true;
    }

    private bool Raise(int i, int at)
    {
        if (at <= earliest[i]) return false;
        earliest[i] = at;
        return true;
    }

    private bool Lower(int i, int at)
    {
        if (at >= latest[i]) return false;
        latest[i] = at;
        return true;
    }

    /// <summary>Of two that can't run side by side one goes first; where only one order fits, it holds.</summary>
    private bool Pairs(ref bool changed)
    {
        foreach (var (a, b) in rivals ??= Rivals())
        {
            var both = project.Duration[a] + project.Duration[b];
            var (first, second) = (earliest[a] + both <= latest[b], earliest[b] + both <= latest[a]);
            if (!first && !second) return false;
            if (first == second) continue;
            var (x, y) = first ? (a, b) : (b, a);
            changed |= Order(x, y);
        }
        return true;
    }

    /// <summary>What must run from its latest start to its earliest finish uses the resource there; others find their first and last place beside it.</summary>
    private bool Compulsory(int r, int end, ref bool changed)
    {
        Array.Clear(profile);
        for (var i = 0; i < project.Count; i++)
        {
            for (var t = latest[i] - project.Duration[i]; t < earliest[i] + project.Duration[i]; t++) profile[t] += project.DemandOf(i, r);
        }
        var capacity = project.Capacity[r];
        for (var t = 0; t < end; t++) if (profile[t] > capacity) return false;
        for (var i = 0; i < project.Count; i++)
        {
            var (need, length) = (project.DemandOf(i, r), project.Duration[i]);
            if (need == 0 || length == 0) continue;
            var (from, until) = (latest[i] - length, earliest[i] + length);
            bool Full(int t) => profile[t] + (t >= from && t < until ? 0 : need) > capacity;
            var at = earliest[i];
            for (var t = at; t < Math.Min(at + length, end); t++) if (Full(t)) at = t + 1;
            changed |= Raise(i, at);
            at = latest[i];
            for (var t = at - 1; t >= Math.Max(0, at - length); t--) if (Full(t)) at = t;
            changed |= Lower(i, at);
            if (earliest[i] + length > latest[i]) return false;
        }
        return true;
    }

    /// <summary>
    /// Energy: the least work that all activities must do within an interval, pushed to either side, over what the resource can give (Baptiste, Le Pape, Nuijten
    /// 1999). From one beginning, an activity's part grows with the interval's end from where it can't be put off any more until all that can't lie before is in.
    /// </summary>
    private bool Overfull(int r, int end)
    {
        var users = Enumerable.Range(0, project.Count).Where(i => project.DemandOf(i, r) > 0 && project.Duration[i] > 0).ToArray();
        foreach (var from in users.Select(i => earliest[i]).Concat(users.Select(i => latest[i] - project.Duration[i])).Distinct())
        {
            Array.Clear(profile);
            foreach (var i in users)
            {
                var part = Math.Min(project.Duration[i], earliest[i] + project.Duration[i] - from);
                if (part <= 0) continue;
                var begin = Math.Max(from, latest[i] - project.Duration[i]);
                profile[begin] += project.DemandOf(i, r);
                profile[begin + part] -= project.DemandOf(i, r);
            }
            long work = 0, slope = 0;
            for (var t = from; t < end; t++)
            {
                work += slope += profile[t];
                if (work > (long)project.Capacity[r] * (t + 1 - from)) return true;
            }
        }
        return false;
    }

    private List<(int, int)> Rivals()
    {
        var rivals = new List<(int, int)>();
        for (var a = 0; a < project.Count; a++)
        {
            for (var b = a + 1; b < project.Count; b++)
            {
                if (project.Duration[a] == 0 || project.Duration[b] == 0 || priorities.Follows(a, b) || priorities.Follows(b, a)) continue;
                for (var r = 0; r < project.Resources; r++)
                {
                    if (project.DemandOf(a, r) + project.DemandOf(b, r) <= project.Capacity[r]) continue;
                    rivals.Add((a, b));
                    break;
                }
            }
        }
        return rivals;
    }
}
