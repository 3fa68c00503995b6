namespace Tandem.Scheduling;

/// <summary>Early dates: each node in order takes the latest of what its links, its dates and the plan's allow.</summary>
internal sealed class ForwardPass
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly long[]? floor;

    /// <param name="floor">Late starts below which as-late-as-possible activities don't begin (second round), or null.</param>
    public ForwardPass(Network net, Dates dates, long[]? floor = null)
    {
        (this.net, this.dates, this.floor) = (net, dates, floor);
    }

    public void Run()
    {
        dates.Finish = Dates.None;
        foreach (var v in net.Order) Visit(v);
        if (dates.Finish == Dates.None) dates.Finish = net.Frames[0].Start;
        dates.Close(net);
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
        if (last == Dates.None) (first, last) = (net.Frame(v).Start, net.Frame(v).Start);
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
        if (net.Plain[from] || !net.Frame(from).Policy.WorkWaitsForDataDate || !net.Frame(from).Options.StartLagFromEarlyStart || net.Activity(from) is not { IsStarted: true, IsComplete: false, Type: not ActivityType.Hammock }) return net.Lagged(k, dates.EarlyStart[from]);
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
        if (Expects(v, activity)) (net.Duration[v], net.Remaining[v]) = (activity.Span, activity.Left);
        if (activity.Manual is { } manual) ByHand(v, activity, manual);
        else if (activity.IsComplete) Done(v, activity);
        else if (activity.Type == ActivityType.Hammock) Hang(v, activity);
        else if (activity.IsStarted) Continue(v, activity);
        else Begin(v, activity);
        if (!activity.Inactive) dates.Finish = Math.Max(dates.Finish, dates.EarlyFinish[v]);
    }

    /// <summary>What only links and the plan's dates place, which is most of a plan.</summary>
    private void Follow(int v)
    {
        var bound = Bounds(v);
        var frame = net.Frame(v);
        bound.RaiseStart(frame.Start, -(int)DriverKind.ProjectStart);
        bound.RaiseStart(frame.DataDate, -(int)DriverKind.DataDate);
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
            : net.Calendar[v].NextWork(net.Frame(v).Start);
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
        var (frame, resume) = (net.Frame(v), new Bound());
        if (frame.DataDate > Dates.None) resume.RaiseStart(frame.DataDate, -(int)DriverKind.DataDate);
        else resume.RaiseStart(calendar.Add(begin, Math.Max(0, net.Duration[v] - net.Remaining[v])), -(int)DriverKind.Actual);
        resume.RaiseStart(begin, -(int)DriverKind.Actual); // begun after the data date: what remains is not done before it
        if (activity.Resume is { } at) resume.RaiseStart(Wall.Minutes(at), -(int)DriverKind.Actual);
        var links = frame.Holds(activity) ? Bounds(v) : new Bound();
        resume.RaiseStart(links.Start, links.StartBy);
        resume.RaiseFinish(links.Finish, links.FinishBy);
        if (frame.Holds(activity)) EndOutside(activity, frame, ref resume);
        new Constraints(activity, frame.Policy).Raise(ref resume);
        var from = resume.Settle(calendar, net.Remaining[v]);
        Expect(v, activity, from);
        var end = net.Remaining[v] == 0 ? from : calendar.Add(from, net.Remaining[v]);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (begin, Math.Max(begin, end), resume.StartBy);
    }

    private static void EndOutside(Activity activity, PlanFrame frame, ref Bound bound)
    {
        if (activity.ExternalEarlyFinish is { } end && !frame.Options.IgnoreExternal) bound.RaiseFinish(Wall.Minutes(end), -(int)DriverKind.External);
    }

    /// <summary>Primavera's expected finish: what remains fills the working time until then.</summary>
    private void Expect(int v, Activity activity, long from)
    {
        if (!Expects(v, activity)) return;
        var left = Math.Max(0, net.Calendar[v].Between(from, Wall.Minutes(activity.ExpectedFinish!.Value)));
        (net.Duration[v], net.Remaining[v]) = (activity.Span - activity.Left + left, left);
    }

    private bool Expects(int v, Activity activity) => activity.ExpectedFinish is not null && net.Frame(v).Options.UseExpectedFinish;

    /// <summary>A hammock hangs from what its start links ask for to what its finish links ask for; without a finish link it takes its own duration.</summary>
    private void Hang(int v, Activity activity)
    {
        var (calendar, frame, bound) = (net.Calendar[v], net.Frame(v), Bounds(v));
        bound.RaiseStart(frame.Start, -(int)DriverKind.ProjectStart);
        bound.RaiseStart(frame.DataDate, -(int)DriverKind.DataDate);
        var begin = activity.ActualStart is { } at ? Wall.Minutes(at) : calendar.NextWork(bound.Start);
        var end = bound.Finish > Dates.None ? Math.Max(begin, calendar.PreviousWork(bound.Finish)) : calendar.Add(begin, activity.Span);
        net.Duration[v] = net.Remaining[v] = calendar.Between(begin, end);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (begin, end, activity.ActualStart is null ? bound.StartBy : -(int)DriverKind.Actual);
    }

    private void Begin(int v, Activity activity)
    {
        var bound = Bounds(v);
        var frame = net.Frame(v);
        var early = frame.Policy.DateMayPrecedeStart && activity.Constraint is ConstraintType.StartNoEarlierThan or ConstraintType.FinishNoEarlierThan && activity.ConstraintDate is not null;
        if (!early) bound.RaiseStart(frame.Start, -(int)DriverKind.ProjectStart);
        bound.RaiseStart(frame.DataDate, -(int)DriverKind.DataDate);
        if (activity.ExternalStart is { } outside && !frame.Options.IgnoreExternal) bound.RaiseStart(Wall.Minutes(outside), -(int)DriverKind.External);
        EndOutside(activity, frame, ref bound);
        if (floor is not null && activity.IsAlap && frame.Policy.AlapTakesTotalFloat) bound.RaiseStart(floor[v], -(int)DriverKind.AsLateAsPossible);
        var limits = new Constraints(activity, frame.Policy);
        limits.Raise(ref bound);
        var calendar = net.Calendar[v];
        bound.Settle(calendar, net.Duration[v]);
        limits.Fix(ref bound, calendar, net.Duration[v]);
        if (activity.Delay > 0) bound.Start = calendar.NextWork(bound.Start) + activity.Delay;
        Expect(v, activity, calendar.NextWork(bound.Start));
        var duration = net.Duration[v];
        var begin = duration == 0 ? Stand(v, activity, bound.Start) : calendar.NextWork(bound.Start);
        (dates.EarlyStart[v], dates.EarlyFinish[v], dates.Driver[v]) = (begin, calendar.Add(begin, duration), bound.StartBy);
    }

    /// <summary>Where a zero-length item stands: at the end of work that drives it, else at the next working instant.</summary>
    private long Stand(int v, Activity activity, long at)
    {
        var calendar = net.Calendar[v];
        var waits = activity.Type == ActivityType.StartMilestone && net.Frame(v).Policy.StartMilestonesWaitForWork;
        return !waits && at > net.Frame(v).Start && calendar.PreviousWork(at) == at ? at : calendar.NextWork(at);
    }
}
