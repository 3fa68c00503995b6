namespace Tandem.Scheduling.Levelling;

/// <summary>Free thousandths of a resource's units over its own working minutes: a step function, kept as sorted breakpoints.</summary>
internal sealed class ResourceProfile
{
    private readonly List<long> at = [];
    private readonly List<long> free = [];
    private readonly (long At, long Free)[] given;

    public ResourceProfile(LevellingResource resource, WorkCalendar plan)
    {
        (Resource, Calendar) = (resource, resource.Calendar ?? plan);
        var steps = (resource.Steps ?? []).OrderBy(s => s.From).Select(s => (At: Calendar.Worked(Wall.Minutes(s.From)), Units: Thousandths(s.Units)));
        given = [(long.MinValue, Thousandths(resource.Units)), .. steps.GroupBy(s => s.At).Select(same => same.Last())]; // no work between two steps: the later one holds
        Reset();
    }

    public LevellingResource Resource { get; }
    public WorkCalendar Calendar { get; }

    public static long Thousandths(double units) => (long)Math.Round(units * 1000);

    public void Reset()
    {
        at.Clear();
        free.Clear();
        foreach (var (from, units) in given)
        {
            at.Add(from);
            free.Add(units);
        }
    }

    /// <summary>Units the resource has at this working minute, used or not.</summary>
    public long CapacityAt(long minute) => given.Last(g => g.At <= minute).Free;

    /// <summary>When its capacity changes next; never: the largest number.</summary>
    public long NextStep(long minute) => given.Where(g => g.At > minute).Select(g => g.At).DefaultIfEmpty(long.MaxValue).First();

    public long FreeAt(long minute) => free[Find(minute)];

    /// <summary>Whether the need is met at the end of time, so that waiting helps.</summary>
    public bool EverHas(long need) => given[^1].Free >= need;

    /// <summary>Where the last stretch within these minutes that can't give the need ends; null where there is none.</summary>
    public long? Blocked(long from, long to, long need)
    {
        if (to <= from) return null;
        for (var i = Find(to - 1); i >= 0 && (i == at.Count - 1 || at[i + 1] > from); i--)
        {
            if (free[i] < need) return i == at.Count - 1 ? long.MaxValue : at[i + 1];
        }
        return null;
    }

    /// <summary>Where the free stretch that holds this minute ends; the minute itself where it isn't free.</summary>
    public long FreeUntil(long minute, long need)
    {
        var i = Find(minute);
        if (free[i] < need) return minute;
        while (i < at.Count && free[i] >= need) i++;
        return i == at.Count ? long.MaxValue : at[i];
    }

    public void Take(long from, long to, long need)
    {
        if (to <= from) return;
        var (first, last) = (Cut(from), Cut(to));
        for (var i = first; i < last; i++) free[i] -= need;
    }

    /// <summary>Stretches in which more is used than there is.</summary>
    public IEnumerable<(long From, long To, long Over)> Overloads()
    {
        for (var i = 0; i < at.Count; i++) if (free[i] < 0 && i + 1 < at.Count) yield return (at[i], at[i + 1], -free[i]);
    }

    private int Cut(long minute)
    {
        var i = Find(minute);
        if (at[i] == minute) return i;
        at.Insert(i + 1, minute);
        free.Insert(i + 1, free[i]);
        return i + 1;
    }

    private int Find(long minute)
    {
        var i = at.BinarySearch(minute);
        return i >= 0 ? i : ~i - 1;
    }
}
