namespace Tandem.Scheduling;

/// <summary>After the passes: late dates of summaries from what is under them, and the spans of levels of effort.</summary>
internal sealed class Spans(Network net, Dates dates)
{
    public void Run()
    {
        Levels();
        var (first, last) = (new long[net.Count], new long[net.Count]);
        Array.Fill(first, Dates.Never);
        Array.Fill(last, Dates.None);
        foreach (var v in net.Order)
        {
            if (v >= net.Count || net.Kind[v] == NodeKind.Enter) continue;
            if (net.Kind[v] == NodeKind.Exit) (dates.LateStart[v], dates.LateFinish[v]) = last[v] == Dates.None ? (dates.EarlyStart[v], dates.EarlyFinish[v]) : (first[v], last[v]);
            var up = net.Parent[v];
            if (up < 0 || net.Activity(v).Inactive || net.Kind[v] == NodeKind.Aside) continue;
            first[up] = Math.Min(first[up], dates.LateStart[v]);
            last[up] = Math.Max(last[up], dates.LateFinish[v]);
        }
    }

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
