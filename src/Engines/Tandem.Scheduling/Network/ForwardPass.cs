namespace Tandem.Scheduling;

/// <summary>Early dates: each node in order takes the latest of what its links, its dates and the plan's allow.</summary>
internal sealed class ForwardPass
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly long start;
    private readonly long dataDate;
    private readonly long[]? floor;

    /// <param name="floor">Late starts below which as-late-as-possible activities don't begin (second round), or null.</param>
    public ForwardPass(Network net, Dates dates, long[]? floor = null)
    {
        (this.net, this.dates, this.floor) = (net, dates, floor);
        start = Wall.Minutes(net.Plan.Start);
        dataDate = net.Policy.WorkWaitsForDataDate && net.Plan.DataDate is { } date ? Wall.Minutes(date) : Dates.None;
    }

    public void Run()
    {
        dates.Finish = Dates.None;
        foreach (var v in net.Order) Visit(v);
        if (dates.Finish == Dates.None) dates.Finish = start;
    }

    /// <summary>Dates one node whose predecessors have their dates.</summary>
    public void Visit(int v)
    {
        switch (net.Kind[v])
        {
            case NodeKind.Exit: Gather(v); break;
            case NodeKind.Enter: Set(v, Bounds(v)); break;
            case NodeKind.Leaf: Place(v); break;
        }
    }

    private void Gather(int v)
    {
        var (first, last) = (Dates.Never, Dates.None);
        for (var k = net.In[v]; k < net.In[v + 1]; k++)
        {
            first = Math.Min(first, dates.EarlyStart[net.From[k]]);
            last = Math.Max(last, dates.EarlyFinish[net.From[k]]);
        }
        if (last == Dates.None) (first, last) = (start, start);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (first, last, -(int)DriverKind.Children);
    }

    private void Set(int v, Bound bound)
    {
        var (activity, at) = (net.Activity(v), Dates.None);
        if (activity.ConstraintDate is { } date) at = Wall.Minutes(date);
        if (activity.Constraint is ConstraintType.StartNoEarlierThan or ConstraintType.MustStartOn) bound.RaiseStart(at, -(int)DriverKind.Constraint);
        if (activity.Constraint is ConstraintType.FinishNoEarlierThan or ConstraintType.MustFinishOn) bound.RaiseFinish(at, -(int)DriverKind.Constraint);
        (dates.EarlyStart[v], dates.EarlyFinish[v]) = (bound.Start, bound.Finish);
        dates.Driver[v] = bound.Start > Dates.None ? bound.StartBy : bound.FinishBy;
    }

    /// <summary>The latest start and finish that links ask for, and which link asked.</summary>
    private Bound Bounds(int v)
    {
        var bound = new Bound();
        for (var k = net.In[v]; k < net.In[v + 1]; k++)
        {
            var from = net.From[k];
            switch (net.Ties[k])
            {
                case Tie.FinishStart: bound.RaiseStart(net.Lagged(k, dates.EarlyFinish[from]), net.Source[k]); break;
                case Tie.StartStart: bound.RaiseStart(FromStart(k), net.Source[k]); break;
                case Tie.FinishFinish: bound.RaiseFinish(net.Lagged(k, dates.EarlyFinish[from]), net.Source[k]); break;
                case Tie.StartFinish: bound.RaiseFinish(net.Lagged(k, dates.EarlyStart[from]), net.Source[k]); break;
                case Tie.Enter:
                    bound.RaiseStart(dates.EarlyStart[from], dates.Driver[from]);
                    bound.RaiseFinish(dates.EarlyFinish[from], dates.Driver[from]);
                    break;
            }
        }
        return bound;
    }

    /// <summary>What a start-to-start link asks for; from work in progress by P6's "lag from early start": the rest of the lag after the remaining work's start.</summary>
    private long FromStart(int k)
    {
        var from = net.From[k];
        if (net.Plain[from] || !net.Policy.WorkWaitsForDataDate || !net.Plan.Options.StartLagFromEarlyStart || net.Activity(from) is not { IsStarted: true, IsComplete: false }) return net.Lagged(k, dates.EarlyStart[from]);
        var restart = net.Calendar[from].Add(dates.EarlyFinish[from], -net.Remaining[from]);
        var left = net.Lag[k] - Math.Max(0, net.Duration[from] - net.Remaining[from]);
        return left <= 0 ? restart : net.LagCalendar[k].Add(restart, left);
    }

    private void Place(int v)
    {
        if (net.Plain[v] && net.Duration[v] > 0)
        {
            Follow(v);
            return;
        }
        var activity = net.Activity(v);
        if (activity.Manual is { } manual) ByHand(v, activity, manual);
        else if (activity.IsComplete) Done(v, activity);
        else if (activity.IsStarted) Continue(v, activity);
        else Begin(v, activity);
        if (!activity.Inactive) dates.Finish = Math.Max(dates.Finish, dates.EarlyFinish[v]);
    }

    /// <summary>What only links and the plan's dates place, which is most of a plan.</summary>
    private void Follow(int v)
    {
        var bound = Bounds(v);
        bound.RaiseStart(start, -(int)DriverKind.ProjectStart);
        bound.RaiseStart(dataDate, -(int)DriverKind.DataDate);
        var (calendar, duration) = (net.Calendar[v], net.Duration[v]);
        var (worked, by) = (calendar.Worked(bound.Start), bound.StartBy);
        if (bound.Finish > Dates.None && calendar.Worked(bound.Finish) - duration is var back && back > worked) (worked, by) = (back, bound.FinishBy);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (calendar.StartOf(worked), calendar.FinishOf(worked + duration), by);
        dates.Finish = Math.Max(dates.Finish, dates.EarlyFinish[v]);
    }

    private void ByHand(int v, Activity activity, ManualDates manual)
    {
        var begin = (activity.ActualStart ?? manual.Start) is { } s ? Wall.Minutes(s)
            : manual.Finish is { } f ? net.Calendar[v].Add(Wall.Minutes(f), -net.Duration[v])
            : net.Calendar[v].NextWork(start);
        var end = (activity.ActualFinish ?? manual.Finish) is { } e ? Wall.Minutes(e) : net.Calendar[v].Add(begin, net.Duration[v]);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (begin, Math.Max(begin, end), -(int)DriverKind.Manual);
    }

    private void Done(int v, Activity activity)
    {
        var end = Wall.Minutes(activity.ActualFinish!.Value);
        var begin = activity.ActualStart is { } at ? Wall.Minutes(at) : net.Calendar[v].Add(end, -net.Duration[v]);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (begin, end, -(int)DriverKind.Actual);
    }

    /// <summary>In progress: the start is a fact, the remaining work waits for data date, resume date and (unless overridden) the links.</summary>
    private void Continue(int v, Activity activity)
    {
        var calendar = net.Calendar[v];
        var begin = Wall.Minutes(activity.ActualStart!.Value);
        var resume = new Bound();
        resume.RaiseStart(calendar.Add(begin, Math.Max(0, net.Duration[v] - net.Remaining[v])), -(int)DriverKind.Actual);
        if (activity.Resume is { } at) resume.RaiseStart(Wall.Minutes(at), -(int)DriverKind.Actual);
        if (dataDate > Dates.None) resume = new Bound { Start = dataDate, StartBy = -(int)DriverKind.DataDate };
        var links = Holds(activity) ? Bounds(v) : new Bound();
        resume.RaiseStart(links.Start, links.StartBy);
        resume.RaiseFinish(links.Finish, links.FinishBy);
        if (activity is { Constraint: ConstraintType.FinishNoEarlierThan, ConstraintDate: { } until }) resume.RaiseFinish(Wall.Minutes(until), -(int)DriverKind.Constraint);
        var from = resume.Settle(calendar, net.Remaining[v]);
        var end = net.Remaining[v] == 0 ? from : calendar.Add(from, net.Remaining[v]);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (begin, Math.Max(begin, end), resume.StartBy);
    }

    private bool Holds(Activity activity) => net.Plan.Options.Progress == ProgressLogic.Retained
        && (net.Policy.LinksHoldResumedWork || (net.Plan.Options.SplitInProgress && activity.Resume is null));

    private void Begin(int v, Activity activity)
    {
        var bound = Bounds(v);
        var early = net.Policy.DateMayPrecedeStart && activity.Constraint is ConstraintType.StartNoEarlierThan or ConstraintType.FinishNoEarlierThan && activity.ConstraintDate is not null;
        if (!early) bound.RaiseStart(start, -(int)DriverKind.ProjectStart);
        bound.RaiseStart(dataDate, -(int)DriverKind.DataDate);
        if (floor is not null && activity.IsAlap) bound.RaiseStart(floor[v], -(int)DriverKind.AsLateAsPossible);
        var limits = new Constraints(activity, net.Policy);
        limits.Raise(ref bound);
        var (calendar, duration) = (net.Calendar[v], net.Duration[v]);
        bound.Settle(calendar, duration);
        limits.Fix(ref bound, calendar, duration);
        var begin = duration == 0 ? Stand(v, activity, bound.Start) : calendar.NextWork(bound.Start);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (begin, calendar.Add(begin, duration), bound.StartBy);
    }

    /// <summary>Where a zero-length item stands: at the end of work that drives it, else at the next working instant.</summary>
    private long Stand(int v, Activity activity, long at)
    {
        var calendar = net.Calendar[v];
        var waits = activity.Type == ActivityType.StartMilestone && net.Policy.StartMilestonesWaitForWork;
        return !waits && at > start && calendar.PreviousWork(at) == at ? at : calendar.NextWork(at);
    }
}
