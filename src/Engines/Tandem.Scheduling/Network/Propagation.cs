namespace Tandem.Scheduling;

/// <summary>
/// The dates after an edit of some rows: those of the earlier schedule, visited anew only where the edit reaches. Nodes are taken in the network's order, each
/// at most once a pass; where a node's dates come out as they were, nothing behind it is visited. Costs the nodes reached and a copy of the dates.
/// </summary>
internal sealed class Propagation
{
    /// <summary>Of this part of the nodes, and of a few in any plan, the dates may move one after the other; beyond it marking costs more than visiting all.</summary>
    private const int Share = 8, Few = 6;
    private readonly Network net;
    private readonly Dates before;
    private readonly int[] place;
    private readonly Marks forward, backward;

    public Propagation(Network net, Dates before)
    {
        (this.net, this.before, Dates, Touched) = (net, before, before.Copy(), new bool[net.Count]);
        (place, forward, backward) = (net.Place, new Marks(net.Nodes), new Marks(net.Nodes));
    }

    public Dates Dates { get; }

    /// <summary>Rows whose float must be measured again.</summary>
    public bool[] Touched { get; }

    /// <summary>Every late date may have moved: the finish did, or so many early dates that whole passes are cheaper.</summary>
    public bool All { get; private set; }

    public void Run(List<int> changed)
    {
        foreach (var v in changed) Begin(v);
        Unsettled();
        All = !Forward();
        Dates.Finish = Last();
        Dates.Close(net);
        All |= !Dates.Ends.AsSpan().SequenceEqual(before.Ends) || Dates.Finish != before.Finish;
        if (All) new BackwardPass(net, Dates).Run();
        else Backward();
    }

    private void Begin(int v)
    {
        forward.Add(place[v]);
        Late(v);
        Early(v);
    }

    /// <summary>
    /// What the last schedule wrote over the dates of its passes: spans of summaries and the late starts of work in progress. Whether such a date differs from
    /// what the passes had is not known any more, so what hangs on it is visited.
    /// </summary>
    private void Unsettled()
    {
        foreach (var v in net.Summaries)
        {
            Touched[v] = true;
            if (net.In[v] == net.In[v + 1] && net.OutFrom[v] == net.OutFrom[v + 1]) continue;
            forward.Add(place[v]);
            Early(v);
            Late(v);
        }
        foreach (var v in net.Aside) Touched[v] = true;
        for (var v = 0; v < net.Count; v++)
        {
            if (!net.Plain[v] && net.Kind[v] == NodeKind.Leaf && net.Activity(v) is { IsStarted: true, IsComplete: false }) Late(v);
        }
    }

    /// <summary>False where the edit reached so much that all that comes behind was visited, marked or not.</summary>
    private bool Forward()
    {
        var (pass, most) = (new ForwardPass(net, Dates), Math.Max(Few, net.Nodes / Share));
        for (var at = forward.TakeFrom(0); at >= 0; at = at + 1 < net.Nodes ? forward.TakeFrom(at + 1) : -1)
        {
            var v = net.Order[at];
            var (start, finish, driver) = (Dates.EarlyStart[v], Dates.EarlyFinish[v], Dates.Driver[v]);
            pass.Visit(v);
            // what is below a summary says what drives the summary
            if (start == Dates.EarlyStart[v] && finish == Dates.EarlyFinish[v] && driver == Dates.Driver[v]) continue;
            Early(v);
            Late(v);
            if (--most > 0) continue;
            while (++at < net.Nodes) pass.Visit(net.Order[at]);
            Array.Fill(Touched, true);
            return false;
        }
        return true;
    }

    /// <summary>Early dates of what the node leads to may differ.</summary>
    private void Early(int v)
    {
        foreach (var k in net.Out.AsSpan(net.OutFrom[v]..net.OutFrom[v + 1])) forward.Add(place[net.To[k]]);
    }

    /// <summary>The node's float, its late dates and those of what leads to it may differ.</summary>
    private void Late(int v)
    {
        backward.Add(place[v]);
        if (v < net.Count) Touched[v] = true;
        foreach (var from in net.From.AsSpan(net.In[v]..net.In[v + 1])) backward.Add(place[from]);
    }

    private void Backward()
    {
        var pass = new BackwardPass(net, Dates);
        for (var at = backward.TakeBackFrom(net.Nodes - 1); at >= 0; at = at > 0 ? backward.TakeBackFrom(at - 1) : -1)
        {
            var v = net.Order[at];
            var (start, finish) = (Dates.LateStart[v], Dates.LateFinish[v]);
            pass.Visit(v);
            if (start == Dates.LateStart[v] && finish == Dates.LateFinish[v]) continue;
            if (v < net.Count) Touched[v] = true;
            foreach (var from in net.From.AsSpan(net.In[v]..net.In[v + 1])) backward.Add(place[from]);
        }
    }

    private long Last()
    {
        var last = Dates.None;
        for (var v = 0; v < net.Count; v++)
        {
            if (Dates.EarlyFinish[v] > last && net.Kind[v] == NodeKind.Leaf && (net.Plain[v] || !net.Activity(v).Inactive)) last = Dates.EarlyFinish[v];
        }
        return last == Dates.None ? net.Frames[0].Start : last;
    }
}
