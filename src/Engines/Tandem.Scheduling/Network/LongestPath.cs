namespace Tandem.Scheduling;

/// <summary>
/// The longest path as P6 defines it: what finishes last, and, going back, every predecessor whose link leaves no working time between
/// what it asks for and what its successor does.
/// </summary>
internal sealed class LongestPath(Network net, Dates dates)
{
    /// <summary>Sets the marks of all activities on the path and clears the others', in plans that define critical so.</summary>
    public void Mark(bool[] marks)
    {
        var on = new bool[net.Nodes];
        for (var o = net.Order.Length - 1; o >= 0; o--)
        {
            var v = net.Order[o];
            on[v] |= net.Kind[v] == NodeKind.Leaf && dates.EarlyFinish[v] == dates.EndOf(net, v);
            if (!on[v] || net.Complete[v]) continue;
            for (var k = net.In[v]; k < net.In[v + 1]; k++) on[net.From[k]] |= Drives(k, v);
        }
        for (var i = 0; i < marks.Length; i++) if (net.Frame(i).Options.CriticalIsLongestPath) marks[i] = on[i] && net.Kind[i] == NodeKind.Leaf && !net.Complete[i];
    }

    private bool Drives(int k, int to)
    {
        var from = net.From[k];
        var calendar = net.Calendar[to];
        return net.Ties[k] switch
        {
            Tie.FinishStart => calendar.Between(net.Lagged(k, dates.EarlyFinish[from]), Start(to)) == 0,
            Tie.StartStart => calendar.Between(net.Lagged(k, dates.EarlyStart[from]), Start(to)) == 0,
            Tie.FinishFinish => calendar.Between(net.Lagged(k, dates.EarlyFinish[from]), Finish(to)) == 0,
            Tie.StartFinish => calendar.Between(net.Lagged(k, dates.EarlyStart[from]), Finish(to)) == 0,
            Tie.Exit => dates.EarlyFinish[from] == dates.EarlyFinish[to],
            _ => true,
        };
    }

    /// <summary>An entry holds bounds; what its links are measured against is the summary's own date.</summary>
    private long Start(int node) => net.Kind[node] == NodeKind.Enter ? dates.EarlyStart[net.Row[node]] : dates.EarlyStart[node];

    private long Finish(int node) => net.Kind[node] == NodeKind.Enter ? dates.EarlyFinish[net.Row[node]] : dates.EarlyFinish[node];
}
