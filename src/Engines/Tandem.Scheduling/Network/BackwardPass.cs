namespace Tandem.Scheduling;

/// <summary>Late dates: each node in reverse order takes the earliest of what its successors, its dates and the plan's end allow.</summary>
internal sealed class BackwardPass
{
    private readonly Network net;
    private readonly Dates dates;

    public BackwardPass(Network net, Dates dates) => (this.net, this.dates) = (net, dates);

    public void Run()
    {
        for (var i = net.Order.Length - 1; i >= 0; i--) Visit(net.Order[i]);
    }

    /// <summary>Dates one node whose successors have their dates.</summary>
    public void Visit(int v)
    {
        if (net.Kind[v] == NodeKind.Aside) return;
        var (start, finish) = Bounds(v);
        if (net.Kind[v] == NodeKind.Leaf) Place(v, start, finish);
        else SetSummary(v, start, finish);
    }

    private (long Start, long Finish) Bounds(int v)
    {
        var (start, finish) = (Dates.Never, Dates.Never);
        var spared = !net.Plain[v] && (net.Activity(v).IsStarted || (net.Activity(v).Manual is not null && !net.Frame(v).Policy.StartLinksBoundManual));
        foreach (var k in net.Out.AsSpan(net.OutFrom[v]..net.OutFrom[v + 1]))
        {
            var to = net.To[k];
            var (lateStart, lateFinish) = (dates.LateStart[to], dates.LateFinish[to]);
            if (!net.Plain[to] && !Begun(to, ref lateStart, ref lateFinish)) continue;
            if (net.Ties[k] == Tie.FinishStart)
            {
                finish = Math.Min(finish, Back(k, lateStart));
                continue;
            }
            switch (net.Ties[k])
            {
                case Tie.FinishFinish: finish = Math.Min(finish, Back(k, lateFinish)); break;
                case Tie.StartStart when !spared: start = Math.Min(start, Back(k, lateStart)); break;
                case Tie.StartFinish when !spared: start = Math.Min(start, Back(k, lateFinish)); break;
                case Tie.Enter: (start, finish) = (Math.Min(start, lateStart), Math.Min(finish, lateFinish)); break;
                case Tie.Exit:
                    finish = Math.Min(finish, lateFinish);
                    if (dates.EarlyStart[v] == dates.EarlyStart[to]) start = Math.Min(start, lateStart);
                    break;
            }
        }
        return (start, finish);
    }

    /// <summary>
    /// What a successor that has begun still asks of its predecessors, if anything: nothing once it is complete or its progress overrides its links; by the
    /// "actual dates" logic that they had ended before it began, which is negative float.
    /// </summary>
    private bool Begun(int to, ref long lateStart, ref long lateFinish)
    {
        if (net.Kind[to] != NodeKind.Leaf || net.Activity(to) is not { IsStarted: true } activity) return true;
        var progress = net.Frame(to).Options.Progress;
        if (progress == ProgressLogic.ActualDates)
        {
            lateStart = dates.EarlyStart[to];
            if (activity.IsComplete) lateFinish = dates.EarlyFinish[to];
            return true;
        }
        return !activity.IsComplete && progress == ProgressLogic.Retained;
    }

    private long Back(int link, long at) => at == Dates.Never ? at : net.Unlagged(link, at);

    /// <summary>Until the summaries are rolled up these are bounds for what is under them (exit) or above (entry).</summary>
    private void SetSummary(int v, long start, long finish)
    {
        if (net.Kind[v] == NodeKind.Exit && net.Activity(v) is { Constraint: ConstraintType.FinishNoLaterThan, ConstraintDate: { } date }) finish = Math.Min(finish, Wall.Minutes(date));
        (dates.LateStart[v], dates.LateFinish[v]) = (start, finish);
    }

    private void Place(int v, long start, long finish)
    {
        if (net.Complete[v])
        {
            (dates.LateStart[v], dates.LateFinish[v]) = (dates.EarlyStart[v], dates.EarlyFinish[v]);
            return;
        }
        var frame = net.Frame(v);
        finish = Math.Min(finish, frame.Options.OpenEndsAreCritical && !net.HasSuccessor(v) ? dates.EarlyFinish[v] : frame.MustFinishBy ?? dates.EndOf(net, v));
        var (calendar, duration) = (net.Calendar[v], net.Remaining[v]);
        if (!net.Plain[v]) Limit(net.Activity(v), frame, ref start, ref finish, calendar, duration);
        if (!net.Plain[v] && net.Activity(v).Type == ActivityType.Hammock)
        {
            finish = calendar.PreviousWork(finish);
            (dates.LateStart[v], dates.LateFinish[v]) = (Math.Min(start, finish), finish);
        }
        else if (duration == 0) Stand(v, start, finish);
        else
        {
            var to = calendar.Worked(finish);
            var from = start == Dates.Never ? to - duration : Math.Min(to - duration, calendar.Worked(start));
            if (!frame.Policy.StartLinksSpareLateFinish) to = from + duration;
            (dates.LateStart[v], dates.LateFinish[v]) = (calendar.StartOf(from), calendar.FinishOf(to));
        }
    }

    private static void Limit(Activity activity, PlanFrame frame, ref long start, ref long finish, WorkCalendar calendar, long duration)
    {
        new Constraints(activity, frame.Policy).Lower(ref start, ref finish, calendar, duration);
        if (activity.Deadline is { } deadline) finish = Math.Min(finish, Wall.Minutes(deadline));
        if (activity.ExternalFinish is { } outside && !frame.Options.IgnoreExternal) finish = Math.Min(finish, Wall.Minutes(outside));
    }

    /// <summary>A zero-length item's late instant, in the form of its early one where no work lies between them.</summary>
    private void Stand(int v, long start, long finish)
    {
        var calendar = net.Calendar[v];
        var late = Math.Min(start, finish);
        late = calendar.Between(dates.EarlyFinish[v], late) == 0 ? dates.EarlyFinish[v] : calendar.PreviousWork(late);
        (dates.LateStart[v], dates.LateFinish[v]) = (late, late);
    }
}
