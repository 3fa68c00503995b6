namespace Tandem.Scheduling.Risk;

/// <summary>
/// What of a network stays the same in every run, laid out for one forward pass after the other. Most activities are "quick": placed by links and the plan's
/// start alone and never of zero length. Their dates are counted in working minutes of their own calendar, and between two of one calendar a
/// finish-to-start link is one comparison. All others go through <see cref="ForwardPass"/> itself, so that a run is the scheduler's own answer.
/// </summary>
internal sealed class SimulationLayout
{
    public SimulationLayout(CompiledRisk risk)
    {
        Net = risk.Network;
        var nodes = Net.Nodes;
        (Quick, Links, NeedsStart, NeedsFinish, Last, Floor) = (new bool[nodes], new QuickLink[Net.From.Length], new bool[nodes], new bool[nodes], new bool[nodes], new long[nodes]);
        var mayVanish = risk.MayVanish();
        for (var v = 0; v < nodes; v++)
        {
            Quick[v] = Net.Kind[v] == NodeKind.Leaf && Net.Plain[v] && Net.Duration[v] > 0 && !mayVanish[v] && OnlyPlainLinks(v);
            if (v < Net.Count) Floor[v] = Net.Calendar[v].Worked(Net.Frame(v).Earliest);
            Last[v] = Net.Kind[v] == NodeKind.Leaf;
        }
        for (var k = 0; k < Net.From.Length; k++) Mark(k);
        for (var v = 0; v < nodes; v++) NeedsFinish[v] |= Last[v];
        foreach (var v in risk.Watched.SelectMany(w => w).Concat(risk.Target).Concat(risk.Conditions.Select(c => c.Watched))) NeedsFinish[v] = true;
    }

    public Network Net { get; }
    public bool[] Quick { get; }

    /// <summary>Links as a pass reads them, in the network's order.</summary>
    public QuickLink[] Links { get; }

    /// <summary>Whose start, whose finish is asked for as wall time.</summary>
    public bool[] NeedsStart { get; }
    public bool[] NeedsFinish { get; }

    /// <summary>Leaves that may finish last: none of their successors surely finishes as late.</summary>
    public bool[] Last { get; }

    /// <summary>The start or data date of its plan in each leaf's working minutes.</summary>
    public long[] Floor { get; }

    /// <summary>Starts of work in progress have rules of their own.</summary>
    private bool OnlyPlainLinks(int v)
    {
        for (var k = Net.In[v]; k < Net.In[v + 1]; k++)
        {
            if (Net.Ties[k] == Tie.StartStart && !Net.Plain[Net.From[k]]) return false;
        }
        return true;
    }

    /// <summary>A successor that finishes with it but in another calendar may do so at an earlier instant, where its working day is shorter.</summary>
    private void Mark(int k)
    {
        var (from, to, tie, lag) = (Net.From[k], Net.To[k], Net.Ties[k], Net.Lag[k]);
        var (ofFinish, atFinish) = (tie is Tie.FinishStart or Tie.FinishFinish, tie is Tie.FinishFinish or Tie.StartFinish);
        var direct = tie <= Tie.StartFinish && Quick[from] && Quick[to] && ReferenceEquals(Net.Calendar[from], Net.Calendar[to]) && (lag == 0 || ReferenceEquals(Net.LagCalendar[k], Net.Calendar[to]));
        Links[k] = new QuickLink(2 * from + (ofFinish ? 1 : 0), direct, atFinish, tie == Tie.Enter, lag, lag == 0 || direct ? null : Net.LagCalendar[k]);
        if (Quick[to] && lag >= 0 && (tie == Tie.FinishStart || (direct && tie == Tie.FinishFinish))) Last[from] = false;
        if (direct) return;
        NeedsFinish[from] |= ofFinish || tie == Tie.Exit;
        NeedsStart[from] |= !ofFinish;
    }
}

/// <summary>A link for one pass after the other.</summary>
/// <param name="Source">2 × predecessor, one more where its finish counts.</param>
/// <param name="Direct">All in working minutes of one calendar.</param>
/// <param name="AtFinish">It bounds the successor's finish.</param>
/// <param name="Enter">From the entry of a summary: bounds start and finish.</param>
/// <param name="Lag">Minutes.</param>
/// <param name="LagCalendar">Where they count; null where there is none or the link is direct.</param>
internal readonly record struct QuickLink(int Source, bool Direct, bool AtFinish, bool Enter, long Lag, WorkCalendar? LagCalendar);
