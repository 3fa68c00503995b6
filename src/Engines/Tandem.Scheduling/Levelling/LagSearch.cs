namespace Tandem.Scheduling.Levelling;

/// <summary>
/// Orders activities that together exceed a capacity until the earliest starts exceed none (precedence constraint posting; Cesta, Oddi, Smith 2002, "A constraint-based
/// method for project scheduling with time windows"; branching as De Reyck and Herroelen 1998). A limit on the end is one more maximal lag, so that every order
/// is checked against all lags and the limit at once. A search that ends by itself proves that no schedule keeps the limit.
/// </summary>
internal sealed class LagSearch
{
    /// <summary>Pairs that can't run side by side are looked at in every step, as long as they aren't more.</summary>
    private const int MostRivals = 20_000;

    /// <summary>Orders one upon the other at most: a search is as deep on the stack.</summary>
    private const int Deepest = 3_000;
    private readonly ResourceProject work;
    private readonly Distances ways;
    private readonly Func<bool> enough;
    private readonly List<(int A, int B)> rivals;
    private readonly ResourceConflicts conflicts;
    private SplitMix draws;
    private int fails, most;
    private bool stopped;

    public LagSearch(LagProject project, ulong seed, Func<bool> enough)
    {
        (work, ways, this.enough, draws) = (project.Work, new Distances(project), enough, new SplitMix(seed));
        (conflicts, rivals) = (new ResourceConflicts(work), Rivals());
    }

    /// <summary>The longest ways between all activities; between searches those of the lags alone.</summary>
    public Distances Ways => ways;

    /// <summary>The longest way, without resources.</summary>
    public int CriticalPath => ways[ways.Begin, ways.End];

    /// <summary>The shortest schedule found.</summary>
    public int[]? Starts { get; private set; }
    public int Makespan { get; private set; } = int.MaxValue;

    /// <summary>Schedules built, or given up at a dead end, so far.</summary>
    public int Schedules { get; private set; }

    /// <summary>Whether links, lags and pairs alone show that nothing ends by then.</summary>
    public bool Refutes(int end)
    {
        var mark = ways.Mark;
        var refuted = !ways.Add(ways.End, ways.Begin, -end) || !Settle();
        ways.Undo(mark);
        return refuted;
    }

    /// <summary>Looks for a schedule that ends by then: true where one is found, false where there is none, null where so many dead ends or the time were not enough to tell.</summary>
    public bool? Find(int? end, int deadEnds)
    {
        (fails, most, stopped) = (0, deadEnds, false);
        var mark = ways.Mark;
        var found = (end is not { } limit || ways.Add(ways.End, ways.Begin, -limit)) && Dive(0);
        ways.Undo(mark);
        return found ? true : stopped ? null : false;
    }

    private bool Dive(int depth)
    {
        if (stopped = enough() || fails > most || depth == Deepest) return false;
        if (!Settle()) return Fail();
        var clash = conflicts.First(i => ways[ways.Begin, i]);
        if (clash.Length == 0) return Keep();
        var orders = Orders(clash);
        foreach (var (first, second) in orders)
        {
            var mark = ways.Mark;
            if (ways.Add(first, second, work.Duration[first]) && Dive(depth + 1)) return true;
            ways.Undo(mark);
            // from here on they overlap or stand the other way round
            if (stopped || !ways.Add(second, first, 1 - work.Duration[first])) return Fail();
        }
        return Fail();
    }

    private bool Fail()
    {
        fails++;
        Schedules++;
        return false;
    }

    private bool Keep()
    {
        Offer([.. Enumerable.Range(0, work.Count).Select(i => ways[ways.Begin, i])]);
        return true;
    }

    /// <summary>Takes a schedule made by other means, or counts that none was found.</summary>
    public void Offer(int[]? starts)
    {
        Schedules++;
        if (starts is null) return;
        var makespan = starts.Select((start, i) => start + work.Duration[i]).DefaultIfEmpty(0).Max();
        if (makespan < Makespan) (Starts, Makespan) = (starts, makespan);
    }

    /// <summary>The orders of two out of a clash that the lags allow; those that let the project end soonest first, with some chance.</summary>
    private List<(int First, int Second)> Orders(ReadOnlySpan<int> clash)
    {
        var orders = new List<(double Value, int First, int Second)>();
        foreach (var a in clash)
        {
            foreach (var b in clash)
            {
                if (a == b || ways[b, a] + work.Duration[a] > 0) continue;
                var end = Math.Max(ways[ways.Begin, a] + work.Duration[a], ways[ways.Begin, b]) + ways[b, ways.End];
                var room = ways[b, a] == Distances.None ? 0 : Math.Min(0, ways[b, a] + work.Duration[a] + 3);
                orders.Add((end - 0.01 * room + draws.NextUnit() * (Schedules == 0 ? 0.1 : 3), a, b));
            }
        }
        return [.. orders.OrderBy(o => o.Value).Select(o => (o.First, o.Second))];
    }

    /// <summary>Of two that can't run side by side one goes first; where only one order fits, it holds.</summary>
    private bool Settle()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (a, b) in rivals)
            {
                var (lengthA, lengthB, ab, ba) = (work.Duration[a], work.Duration[b], ways[a, b], ways[b, a]);
                if (ab >= lengthA || ba >= lengthB) continue;
                var (aFirst, bFirst) = (ba + lengthA <= 0, ab + lengthB <= 0);
                if (aFirst && bFirst) continue;
                if (!(aFirst ? ways.Add(a, b, lengthA) : bFirst && ways.Add(b, a, lengthB))) return false;
                changed = true;
            }
        }
        return true;
    }

    private List<(int, int)> Rivals()
    {
        var pairs = new List<(int, int)>();
        for (var a = 0; a < work.Count; a++)
        {
            for (var b = a + 1; b < work.Count; b++)
            {
                if (work.Duration[a] == 0 || work.Duration[b] == 0 || !work.Exceeds([a, b])) continue;
                if (pairs.Count == MostRivals) return [];
                pairs.Add((a, b));
            }
        }
        return pairs;
    }
}
