namespace Tandem.Scheduling;

/// <summary>After the passes: work that has begun has no later start, summaries span what is under them, levels of effort what they are linked to.</summary>
internal sealed class Spans(Network net, Dates dates)
{
    public void Run()
    {
        Levels();
        foreach (var v in net.Summaries) (dates.EarlyStart[v], dates.EarlyFinish[v], dates.LateStart[v], dates.LateFinish[v]) = (Dates.Never, Dates.None, Dates.Never, Dates.None);
        for (var i = 0; i < net.Count; i++)
        {
            if (!net.Plain[i] && net.Kind[i] == NodeKind.Leaf && net.Activity(i).IsStarted) dates.LateStart[i] = dates.EarlyStart[i];
            if (net.Kind[i] == NodeKind.Leaf && net.Parent[i] >= 0 && (net.Plain[i] || !net.Activity(i).Inactive)) Widen(net.Parent[i], i);
        }
        foreach (var v in net.Summaries) Close(v, net.Activity(v).Manual);
    }

    /// <summary>A summary whose children have all been counted; one scheduled by hand keeps its own dates, as in Project.</summary>
    private void Close(int v, ManualDates? manual)
    {
        dates.Driver[v] = -(int)(manual is null ? DriverKind.Children : DriverKind.Manual);
        var empty = dates.EarlyFinish[v] == Dates.None;
        if (empty) Stand(v, Wall.Minutes(net.Plan.Start));
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

    /// <summary>A level of effort runs from the first instant its links name to the last; it drives nothing.</summary>
    private void Levels()
    {
        var index = new Dictionary<int, int>();
        for (var i = 0; i < net.Count; i++)
        {
            if (net.Kind[i] != NodeKind.Aside) continue;
            index[net.Plan.Activities[i].Key] = i;
            (dates.EarlyStart[i], dates.EarlyFinish[i], dates.LateStart[i], dates.LateFinish[i]) = (Dates.Never, Dates.None, Dates.Never, Dates.None);
            dates.Driver[i] = -(int)DriverKind.Span;
        }
        if (index.Count == 0) return;
        var rows = new Dictionary<int, int>();
        for (var i = 0; i < net.Count; i++) rows[net.Plan.Activities[i].Key] = i;
        foreach (var link in net.Plan.Dependencies)
        {
            if (index.TryGetValue(link.To, out var level) && !index.ContainsKey(link.From)) Widen(level, rows[link.From], link.Type is LinkType.FinishStart or LinkType.FinishFinish);
            if (index.TryGetValue(link.From, out level) && !index.ContainsKey(link.To)) Widen(level, rows[link.To], link.Type is LinkType.FinishFinish or LinkType.StartFinish);
        }
        foreach (var level in index.Values) Close(level);
    }

    private void Widen(int level, int row, bool atFinish)
    {
        var (early, late) = atFinish ? (dates.EarlyFinish[row], dates.LateFinish[row]) : (dates.EarlyStart[row], dates.LateStart[row]);
        dates.EarlyStart[level] = Math.Min(dates.EarlyStart[level], early);
        dates.EarlyFinish[level] = Math.Max(dates.EarlyFinish[level], early);
        dates.LateStart[level] = Math.Min(dates.LateStart[level], late);
        dates.LateFinish[level] = Math.Max(dates.LateFinish[level], late);
    }

    private void Close(int level)
    {
        if (dates.EarlyFinish[level] == Dates.None)
        {
            var begin = net.Calendar[level].NextWork(Wall.Minutes(net.Plan.Start));
            (dates.EarlyStart[level], dates.EarlyFinish[level]) = (begin, net.Calendar[level].Add(begin, net.Duration[level]));
            (dates.LateStart[level], dates.LateFinish[level]) = (begin, dates.EarlyFinish[level]);
        }
        var activity = net.Activity(level);
        if (activity.ActualStart is { } from) dates.EarlyStart[level] = dates.LateStart[level] = Wall.Minutes(from);
        if (activity.ActualFinish is { } to) dates.EarlyFinish[level] = dates.LateFinish[level] = Wall.Minutes(to);
    }
}
