namespace Tandem.Scheduling;

/// <summary>
/// Levels of effort: each begins with the first instant that a link of its start names and ends with the last that a link of its finish names (lags included); it
/// drives nothing. Without a link of one kind those of the other and its own duration decide. One that has not begun waits for the data date like all work.
/// Source: Primavera P6 help, "Level of effort activities"; the dates of a level of effort come from its predecessors and successors.
/// </summary>
internal sealed class Levels(Network net, Dates dates)
{
    private readonly (long EarlyStart, long EarlyFinish, long LateStart, long LateFinish)[] named = new (long, long, long, long)[net.Aside.Length];

    public void Run()
    {
        if (net.Aside.Length == 0) return;
        Array.Fill(named, (Dates.Never, Dates.None, Dates.Never, Dates.None));
        foreach (var link in net.AsideLinks) Name(link);
        for (var l = 0; l < net.Aside.Length; l++) if (net.Activity(net.Aside[l]).Type == ActivityType.LevelOfEffort) Set(net.Aside[l], named[l]);
    }

    private void Name(AsideLink link)
    {
        var fromFinish = link.Type is LinkType.FinishStart or LinkType.FinishFinish;
        var toStart = link.Type is LinkType.FinishStart or LinkType.StartStart;
        var (others, own) = link.Into ? (fromFinish, toStart) : (!toStart, !fromFinish);
        var (early, late) = others ? (dates.EarlyFinish[link.Row], dates.LateFinish[link.Row]) : (dates.EarlyStart[link.Row], dates.LateStart[link.Row]);
        var lag = link.Into ? link.Lag : -link.Lag;
        (early, late) = (link.Calendar.Add(early, lag), link.Calendar.Add(late, lag));
        ref var level = ref named[link.Level];
        if (own) (level.EarlyStart, level.LateStart) = (Math.Min(level.EarlyStart, early), Math.Min(level.LateStart, late));
        else (level.EarlyFinish, level.LateFinish) = (Math.Max(level.EarlyFinish, early), Math.Max(level.LateFinish, late));
    }

    private void Set(int v, (long EarlyStart, long EarlyFinish, long LateStart, long LateFinish) at)
    {
        var first = net.Activity(v).IsStarted ? Dates.None : net.Frame(v).DataDate;
        (dates.EarlyStart[v], dates.EarlyFinish[v]) = Span(v, at.EarlyStart, at.EarlyFinish, first);
        (dates.LateStart[v], dates.LateFinish[v]) = Span(v, at.LateStart, at.LateFinish, Dates.None);
        dates.Driver[v] = -(int)DriverKind.Span;
        Fix(net, dates, v);
    }

    private (long Start, long Finish) Span(int v, long start, long finish, long first)
    {
        var (calendar, duration) = (net.Calendar[v], net.Duration[v]);
        if (start == Dates.Never) start = finish == Dates.None ? net.Frame(v).Start : calendar.Add(finish, -duration);
        var begin = calendar.NextWork(Math.Max(start, first));
        return (begin, Math.Max(begin, finish == Dates.None ? calendar.Add(begin, duration) : calendar.PreviousWork(finish)));
    }

    /// <summary>Actual dates are facts.</summary>
    public static void Fix(Network net, Dates dates, int v)
    {
        var activity = net.Activity(v);
        if (activity.ActualStart is { } from) dates.EarlyStart[v] = dates.LateStart[v] = Wall.Minutes(from);
        if (activity.ActualFinish is { } to) dates.EarlyFinish[v] = dates.LateFinish[v] = Wall.Minutes(to);
    }
}
