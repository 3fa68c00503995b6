namespace Tandem.Scheduling.Risk;

/// <summary>One thread's forward pass: durations in, finishes out, again and again in the same arrays.</summary>
internal sealed class SimulationPass
{
    private readonly SimulationLayout layout;
    private readonly Network net;
    private readonly Dates dates;
    private readonly ForwardPass pass;
    private readonly long[] start, finish;

    public SimulationPass(SimulationLayout layout)
    {
        this.layout = layout;
        net = layout.Net with { Duration = [.. layout.Net.Duration], Remaining = [.. layout.Net.Remaining] };
        dates = new Dates(net.Nodes);
        pass = new ForwardPass(net, dates);
        (start, finish, Critical) = (new long[net.Nodes], new long[net.Nodes], new bool[net.Nodes]);
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
    public long WorkedFinish(int leaf) => layout.Quick[leaf] ? finish[leaf] : layout.Windows[leaf].Worked(dates.EarlyFinish[leaf]);

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
        var (calendar, duration, at) = (layout.Windows[v], net.Duration[v], layout.Floor[v]);
        var (wallStart, wallFinish) = (Dates.None, Dates.None);
        for (var k = net.In[v]; k < net.In[v + 1]; k++)
        {
            var from = net.From[k];
            if (net.Ties[k] == Tie.Enter) (wallStart, wallFinish) = (Math.Max(wallStart, dates.EarlyStart[from]), Math.Max(wallFinish, dates.EarlyFinish[from]));
            else if (layout.Direct[k]) at = Math.Max(at, net.Ties[k] == Tie.FinishStart ? finish[from] : finish[from] - duration);
            else
            {
                var asked = Lagged(k, net.Ties[k] is Tie.FinishStart or Tie.FinishFinish ? dates.EarlyFinish[from] : dates.EarlyStart[from]);
                if (net.Ties[k] is Tie.FinishStart or Tie.StartStart) wallStart = Math.Max(wallStart, asked);
                else wallFinish = Math.Max(wallFinish, asked);
            }
        }
        if (wallStart > Dates.None) at = Math.Max(at, calendar.Worked(wallStart));
        if (wallFinish > Dates.None) at = Math.Max(at, calendar.Worked(wallFinish) - duration);
        (start[v], finish[v]) = (at, at + duration);
        if (layout.NeedsStart[v]) dates.EarlyStart[v] = calendar.StartOf(at);
        if (layout.NeedsFinish[v]) dates.EarlyFinish[v] = calendar.FinishOf(at + duration);
    }

    /// <summary>Marks what drove the finish: from what finishes last back over every link that leaves no working time.</summary>
    public void MarkCritical()
    {
        Array.Clear(Critical);
        for (var o = net.Order.Length - 1; o >= 0; o--)
        {
            var v = net.Order[o];
            if (net.Kind[v] == NodeKind.Leaf && (!layout.Quick[v] || layout.Last[v]) && dates.EarlyFinish[v] == Finish) Critical[v] = true;
            if (!Critical[v] || net.Complete[v]) continue;
            for (var k = net.In[v]; k < net.In[v + 1]; k++) if (Drives(k, v)) Critical[net.From[k]] = true;
        }
    }

    private long Lagged(int k, long at) => net.Lag[k] == 0 ? at : layout.LagWindows[k].Add(at, net.Lag[k]);

    private bool Drives(int k, int to)
    {
        var (from, tie) = (net.From[k], net.Ties[k]);
        if (layout.Direct[k]) return tie == Tie.FinishStart ? finish[from] == start[to] : finish[from] == finish[to];
        if (tie is Tie.Enter) return Binds(dates.EarlyStart[from], to, true) || Binds(dates.EarlyFinish[from], to, false);
        if (tie is Tie.Exit) return dates.EarlyFinish[from] == dates.EarlyFinish[to];
        return Binds(Lagged(k, tie is Tie.FinishStart or Tie.FinishFinish ? dates.EarlyFinish[from] : dates.EarlyStart[from]), to, tie is Tie.FinishStart or Tie.StartStart);
    }

    /// <summary>Whether no working time lies between an instant asked for and the node's start or finish.</summary>
    private bool Binds(long asked, int to, bool atStart)
    {
        if (asked == Dates.None) return false;
        if (net.Kind[to] == NodeKind.Enter) return asked == (atStart ? dates.EarlyStart[to] : dates.EarlyFinish[to]);
        var worked = layout.Windows[to].Worked(asked);
        if (layout.Quick[to]) return worked == (atStart ? start[to] : finish[to]);
        return worked == layout.Windows[to].Worked(atStart ? dates.EarlyStart[to] : dates.EarlyFinish[to]);
    }
}
