namespace Tandem.Scheduling;

/// <summary>The computed dates of a plan. Rows stand in the order of <see cref="Plan.Activities"/>.</summary>
public sealed class Schedule
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly Floats floats;
    private readonly SchedulePart part;
    private Dictionary<int, int>? index;

    private Schedule(Network net, Dates dates, Floats floats, SchedulePart? part = null) => (this.net, this.dates, this.floats, this.part) = (net, dates, floats, part ?? new SchedulePart(net.Plan, 0, 0));

    public Plan Plan => part.Plan;

    /// <summary>The first early start of all activities, and the last early finish.</summary>
    public DateTime Start => Count == 0 ? Plan.Start : Wall.Time(Enumerable.Range(part.FirstRow, Count).Min(i => dates.EarlyStart[i]));
    public DateTime Finish => !IsPart ? Wall.Time(dates.Finish)
        : Rows.Where(r => r.Activity is { IsSpan: false, Inactive: false }).Select(r => r.Finish).DefaultIfEmpty(Plan.Start).Max();

    public int Count => Plan.Activities.Count;

    private bool IsPart => !ReferenceEquals(part.Plan, net.Plan);

    internal Schedule PartOf(SchedulePart one) => new(net, dates, floats, one);

    /// <summary>The dates of the row at this position.</summary>
    public ScheduledActivity At(int row) => new(net, dates, floats, row, part);

    /// <summary>The dates of the activity with this key.</summary>
    public ScheduledActivity this[int key]
    {
        get
        {
            index ??= Plan.Activities.Index().ToDictionary(a => a.Item.Key, a => a.Index);
            return At(index[key]);
        }
    }

    public IEnumerable<ScheduledActivity> Rows => Enumerable.Range(0, Count).Select(At);

    /// <summary>Schedules a plan: forward pass, backward pass, floats. Linear in activities and links but for the search in calendars' exceptions.</summary>
    /// <exception cref="PlanCycleException">The links form a loop.</exception>
    /// <exception cref="PlanException">A link or parent that isn't in the plan, a duplicate key, a date beyond the calendar.</exception>
    public static Schedule Compute(Plan plan) => new PlanNetwork(plan).Schedule();

    /// <summary>
    /// The schedule of the plan after an edit: the same as <see cref="Compute"/> of it, but what has been laid out is used again where links, outline and
    /// calendars stayed as they were (the same <see cref="Plan.Dependencies"/> and the same <see cref="Activity"/> objects for rows without a change).
    /// </summary>
    /// <exception cref="PlanException">As <see cref="Compute"/>.</exception>
    public Schedule After(Plan plan)
    {
        if (IsPart) throw new InvalidOperationException("A plan of a program is scheduled with the whole program.");
        if (NetworkReuse.Of(net, plan) is not { } reuse) return Of(NetworkBuilder.Build(plan));
        return CanPropagate(reuse.Net, reuse.Changed) ? Propagate(reuse.Net, reuse.Changed) : Of(reuse.Net);
    }

    /// <summary>The schedule if one activity were otherwise; of a plan in a program: with the whole program scheduled again.</summary>
    internal Schedule If(int key, Func<Activity, Activity> otherwise)
    {
        var row = Plan.Activities.Index().First(a => a.Item.Key == key).Index;
        var whole = IsPart ? new Schedule(net, dates, floats) : this;
        var after = whole.After(net.Plan with { Activities = Replaced(net.Plan.Activities, part.FirstRow + row, otherwise) });
        return IsPart ? after.PartOf(part with { Plan = Plan with { Activities = Replaced(Plan.Activities, row, otherwise) } }) : after;
    }

    private static Activity[] Replaced(IReadOnlyList<Activity> activities, int row, Func<Activity, Activity> otherwise)
    {
        Activity[] all = [.. activities];
        all[row] = otherwise(all[row]);
        return all;
    }

    /// <summary>Only rows differ, and none of them is or was as late as possible: those take whole passes.</summary>
    private bool CanPropagate(Network after, List<int> changed) => dates.BeforeAlap is null && !changed.Exists(i => after.Plan.Activities[i].IsAlap)
        && after.Frames.Zip(net.Frames).All(pair => pair.First.IsLike(pair.Second));

    private Schedule Propagate(Network after, List<int> changed)
    {
        var way = new Propagation(after, dates);
        way.Run(changed);
        new Spans(after, way.Dates).Run();
        var measured = new Floats(after, way.Dates);
        if (way.All) measured.Run();
        else measured.RunFrom(floats, way.Touched);
        return new Schedule(after, way.Dates, measured);
    }

    internal static Schedule Of(Network net)
    {
        var dates = new Dates(net.Nodes);
        new ForwardPass(net, dates).Run();
        new BackwardPass(net, dates).Run();
        var floats = new Floats(net, dates);
        if (HasAlap(net)) MoveLate(net, dates, floats);
        new Spans(net, dates).Run();
        floats.Run();
        return new Schedule(net, dates, floats);
    }

    private static bool HasAlap(Network net)
    {
        for (var v = 0; v < net.Count; v++) if (!net.Plain[v] && net.Activity(v).IsAlap) return true;
        return false;
    }

    private static void MoveLate(Network net, Dates dates, Floats floats)
    {
        dates.BeforeAlap = ([.. dates.EarlyStart], [.. dates.EarlyFinish]);
        if (net.Frames.Any(f => f.Policy.AlapTakesTotalFloat)) new ForwardPass(net, dates, [.. dates.LateStart]).Run();
        floats.TakeFree();
    }
}

/// <summary>Which rows and links of a network belong to a plan: those from these positions on.</summary>
internal sealed record SchedulePart(Plan Plan, int FirstRow, int FirstLink);

/// <summary>A plan made ready: checked and laid out once, scheduled as often as wanted.</summary>
public sealed class PlanNetwork
{
    private readonly Network net;

    /// <inheritdoc cref="Tandem.Scheduling.Schedule.Compute"/>
    public PlanNetwork(Plan plan) => net = NetworkBuilder.Build(plan);

    public Schedule Schedule() => Scheduling.Schedule.Of(net);
}
