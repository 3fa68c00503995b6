namespace Tandem.Scheduling;

/// <summary>After the passes: work that has begun has no later start, summaries and WBS summary activities span what is under them.</summary>
internal sealed class Spans(Network net, Dates dates)
{
    public void Run()
    {
        for (var i = 0; i < net.Count; i++)
        {
            if (!net.Plain[i] && net.Kind[i] == NodeKind.Leaf && net.Activity(i).IsStarted) dates.LateStart[i] = dates.EarlyStart[i];
        }
        RollUp(levels: false);
        if (net.Aside.Length == 0) return;
        // a level of effort may be linked to a summary, and itself be under one
        new Levels(net, dates).Run();
        RollUp(levels: true);
        foreach (var v in net.Aside) if (net.Activity(v).Type == ActivityType.WbsSummary) Cover(v);
    }

    private void RollUp(bool levels)
    {
        foreach (var v in net.Summaries) (dates.EarlyStart[v], dates.EarlyFinish[v], dates.LateStart[v], dates.LateFinish[v]) = (Dates.Never, Dates.None, Dates.Never, Dates.None);
        for (var i = 0; i < net.Count; i++) if (net.Parent[i] >= 0 && Counts(i, levels)) Widen(net.Parent[i], i);
        foreach (var v in net.Summaries) Close(v, net.Activity(v).Manual);
    }

    private bool Counts(int i, bool levels) => net.Kind[i] switch
    {
        NodeKind.Leaf => net.Plain[i] || !net.Activity(i).Inactive,
        NodeKind.Aside => levels && net.Activity(i) is { Inactive: false, Type: ActivityType.LevelOfEffort },
        _ => false,
    };

    /// <summary>A WBS summary activity: all that is under the same node as itself; at the top all of the plan. Its actual dates hold.</summary>
    private void Cover(int v)
    {
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.LateStart[v], dates.LateFinish[v], dates.Driver[v]) = (Dates.Never, Dates.None, Dates.Never, Dates.None, -(int)DriverKind.Span);
        if (net.Parent[v] >= 0) Widen(v, net.Parent[v]);
        else for (var i = 0; i < net.Count; i++) if (Counts(i, levels: true)) Widen(v, i);
        if (dates.EarlyFinish[v] == Dates.None) Stand(v, net.Frame(v).Start);
        Levels.Fix(net, dates, v);
    }

    /// <summary>A summary whose children have all been counted; one scheduled by hand keeps its own dates, as in Project.</summary>
    private void Close(int v, ManualDates? manual)
    {
        dates.Driver[v] = -(int)(manual is null ? DriverKind.Children : DriverKind.Manual);
        var empty = dates.EarlyFinish[v] == Dates.None;
        if (empty) Stand(v, net.Frame(v).Start);
        if (manual is { Placeholder: false, Start: { } from, Finish: { } to }) (dates.EarlyStart[v], dates.EarlyFinish[v]) = (Wall.Minutes(from), Wall.Minutes(to));
        else if (empty) return;
        if (net.Parent[v] >= 0) Widen(net.Parent[v], v);
    }

    private void Widen(int summary, int row)
    {
        dates.EarlyStart[summary] = Math.Min(dates.EarlyStart[summary], dates.EarlyStart[row]);
        dates.EarlyFinish[summary] = Math.Max(dates.EarlyFinish[summary], dates.EarlyFinish[row]);
        dates.LateStart[summary] = Math.Min(dates.LateStart[summary], dates.LateStart[row]);
        dates.LateFinish[summary] = Math.Max(dates.LateFinish[summary], dates.LateFinish[row]);
    }

    /// <summary>A summary with nothing under it stands at the plan's start.</summary>
    private void Stand(int summary, long at) =>
        (dates.EarlyStart[summary], dates.EarlyFinish[summary], dates.LateStart[summary], dates.LateFinish[summary]) = (at, at, at, at);
}
