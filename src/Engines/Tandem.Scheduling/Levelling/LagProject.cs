namespace Tandem.Scheduling.Levelling;

/// <summary>One activity starts at least so long after another starts. A negative lag from a later to an earlier one is a maximal lag: at most so long after.</summary>
public readonly record struct TimeLag(int From, int To, int Lag);

/// <summary>
/// The resource-constrained project scheduling problem with minimal and maximal time lags (RCPSP/max; Bartusch, Möhring, Radermacher 1988): a project whose links
/// are lags between starts. Whether any schedule keeps them can be as hard as finding the shortest.
/// </summary>
public sealed class LagProject
{
    /// <param name="work">Durations, demands, capacities and finish-to-start links.</param>
    /// <param name="lags">Lags between starts.</param>
    /// <exception cref="PlanException">A lag to an activity that isn't there, or lags that no schedule keeps: round a loop, which is named, they add up to more than nothing.</exception>
    public LagProject(ResourceProject work, IReadOnlyList<TimeLag> lags)
    {
        if (lags.Any(l => l.From < 0 || l.To < 0 || l.From >= work.Count || l.To >= work.Count)) throw new PlanException("unknown_activity", "A time lag names an activity that isn't in the project.");
        Lags = [.. lags, .. Enumerable.Range(0, work.Count).SelectMany(i => work.Successors[i].Select(s => new TimeLag(i, s, work.Duration[i])))];
        Refuse(work.Count);
        Work = new ResourceProject(work.Duration, work.Demand, work.Capacity, [.. Links(work).Select(l => (IReadOnlyList<int>)l)]);
    }

    /// <summary>The same project without maximal lags: finish-to-start links where the lags imply them. Its bounds are bounds of this one.</summary>
    public ResourceProject Work { get; }

    /// <summary>All lags, those of the links too.</summary>
    public IReadOnlyList<TimeLag> Lags { get; }

    private List<int>[] Links(ResourceProject work)
    {
        List<int>[] links = [.. Enumerable.Range(0, work.Count).Select(_ => new List<int>())];
        foreach (var lag in Lags) if (lag.Lag >= work.Duration[lag.From] && lag.Lag > 0) links[lag.From].Add(lag.To);
        return links;
    }

    /// <summary>Bellman and Ford: what can still be raised after as many rounds as there are activities hangs on a loop.</summary>
    private void Refuse(int count)
    {
        var (start, by, raised) = (new int[count], new int[count], -1);
        Array.Fill(by, -1);
        for (var round = 0; round <= count; round++)
        {
            raised = -1;
            foreach (var lag in Lags)
            {
                if (start[lag.From] + lag.Lag <= start[lag.To]) continue;
                (start[lag.To], by[lag.To], raised) = (start[lag.From] + lag.Lag, lag.From, lag.To);
            }
            if (raised < 0) return;
        }
        for (var step = 0; step < count; step++) raised = by[raised];
        var loop = new List<int> { raised + 1 };
        for (var at = by[raised]; at != raised; at = by[at]) loop.Add(at + 1);
        loop.Reverse();
        throw new PlanException("lags_contradict", $"No schedule keeps the lags round {string.Join(" → ", loop.Append(loop[0]))}: they add up to more than nothing.");
    }
}
