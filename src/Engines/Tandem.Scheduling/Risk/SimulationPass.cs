namespace Tandem.Scheduling.Risk;

/// <summary>One thread's forward pass: durations in, finishes out, again and again in the same arrays.</summary>
internal sealed class SimulationPass
{
    private readonly SimulationLayout layout;
    private readonly Network net;
    private readonly Dates dates;
    private readonly ForwardPass pass;
    private readonly QuickLink[] links;
    private readonly WorkCalendar[] calendars;

    /// <summary>Working minutes of each quick node's own calendar: its start, then its finish.</summary>
    private readonly long[] times;

    public SimulationPass(SimulationLayout layout)
    {
        this.layout = layout;
        net = layout.Net with { Duration = [.. layout.Net.Duration], Remaining = [.. layout.Net.Remaining] };
        dates = new Dates(net.Nodes);
        pass = new ForwardPass(net, dates);
        (links, calendars, times, Critical) = (layout.Links, net.Calendar, new long[2 * net.Nodes], new bool[net.Nodes]);
    }

    /// <summary>Minutes of each activity in this run, from start to finish and still to do.</summary>
    public long[] Duration => net.Duration;
    public long[] Remaining => net.Remaining;

    /// <summary>Whether each node drove the finish of the run marked last.</summary>
    public bool[] Critical { get; }

    /// <summary>The plan's finish as wall time.</summary>
    public long Finish { get; private set; }

    public long FinishOf(int leaf) => dates.EarlyFinish[leaf];

    /// <summary>Working minute of the leaf's own calendar at which it finishes.</summary>
    public long WorkedFinish(int leaf) => layout.Quick[leaf] ? times[2 * leaf + 1] : calendars[leaf].Worked(dates.EarlyFinish[leaf]);

    public void Run()
    {
        dates.Finish = Dates.None;
        var last = Dates.None;
        foreach (var v in net.Order)
        {
            if (layout.Quick[v]) Place(v);
            else pass.Visit(v);
            if (layout.Last[v] && layout.Quick[v]) last = Math.Max(last, dates.EarlyFinish[v]);
        }
        last = Math.Max(last, dates.Finish);
        Finish = last == Dates.None ? Wall.Minutes(net.Plan.Start) : last;
    }

    private void Place(int v)
    {
        var (calendar, duration, at) = (calendars[v], net.Duration[v], layout.Floor[v]);
        var (wallStart, wallFinish) = (Dates.None, Dates.None);
        foreach (ref readonly var link in links.AsSpan(net.In[v]..net.In[v + 1]))
        {
            if (link.Direct)
            {
                var worked = times[link.Source] + link.Lag;
                at = Math.Max(at, link.AtFinish ? worked - duration : worked);
            }
            else if (link.Enter) (wallStart, wallFinish) = (Math.Max(wallStart, dates.EarlyStart[link.Source >> 1]), Math.Max(wallFinish, dates.EarlyFinish[link.Source >> 1]));
            else if (link.AtFinish) wallFinish = Math.Max(wallFinish, Asked(link));
            else wallStart = Math.Max(wallStart, Asked(link));
        }
        if (wallStart > Dates.None) at = Math.Max(at, calendar.Worked(wallStart));
        if (wallFinish > Dates.None) at = Math.Max(at, calendar.Worked(wallFinish) - duration);
        (times[2 * v], times[2 * v + 1]) = (at, at + duration);
        if (layout.NeedsStart[v]) dates.EarlyStart[v] = calendar.StartOf(at);
        if (layout.NeedsFinish[v]) dates.EarlyFinish[v] = calendar.FinishOf(at + duration);
    }

    /// <summary>The instant that a link between calendars asks for.</summary>
    private long Asked(in QuickLink link)
    {
        var at = (link.Source & 1) == 1 ? dates.EarlyFinish[link.Source >> 1] : dates.EarlyStart[link.Source >> 1];
        return link.LagCalendar is null ? at : link.LagCalendar.Add(at, link.Lag);
    }

    /// <summary>Marks what drove the finish (of the target's leaves, or of the plan where there are none): from what finishes last back over every link that leaves no working time.</summary>
    public void MarkCritical(int[] target)
    {
        Array.Clear(Critical);
        var last = target.Length == 0 ? Finish : target.Max(FinishOf);
        foreach (var v in target) Critical[v] = dates.EarlyFinish[v] == last;
        for (var o = net.Order.Length - 1; o >= 0; o--)
        {
            var v = net.Order[o];
            if (target.Length == 0 && net.Kind[v] == NodeKind.Leaf && (!layout.Quick[v] || layout.Last[v]) && dates.EarlyFinish[v] == last) Critical[v] = true;
            if (!Critical[v] || net.Complete[v]) continue;
            for (var k = net.In[v]; k < net.In[v + 1]; k++) if (Drives(k, v)) Critical[net.From[k]] = true;
        }
    }

    private bool Drives(int k, int to)
    {
        var (from, tie, link) = (net.From[k], net.Ties[k], links[k]);
        if (link.Direct) return times[link.Source] + link.Lag == times[2 * to + (link.AtFinish ? 1 : 0)];
        if (tie is Tie.Enter) return Binds(dates.EarlyStart[from], to, false) || Binds(dates.EarlyFinish[from], to, true);
        if (tie is Tie.Exit) return dates.EarlyFinish[from] == dates.EarlyFinish[to];
        return Binds(Asked(link), to, link.AtFinish);
    }

    /// <summary>Whether no working time lies between an instant asked for and the node's start or finish.</summary>
    private bool Binds(long asked, int to, bool atFinish)
    {
        if (asked == Dates.None) return false;
        var wall = atFinish ? dates.EarlyFinish[to] : dates.EarlyStart[to];
        if (net.Kind[to] == NodeKind.Enter) return asked == wall;
        return calendars[to].Worked(asked) == (layout.Quick[to] ? times[2 * to + (atFinish ? 1 : 0)] : calendars[to].Worked(wall));
    }
}
