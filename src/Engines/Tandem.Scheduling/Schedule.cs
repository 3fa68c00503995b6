namespace Tandem.Scheduling;

/// <summary>The computed dates of a plan. Rows stand in the order of <see cref="Plan.Activities"/>.</summary>
public sealed class Schedule
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly Floats floats;
    private Dictionary<int, int>? index;

    private Schedule(Network net, Dates dates, Floats floats) => (this.net, this.dates, this.floats) = (net, dates, floats);

    public Plan Plan => net.Plan;

    /// <summary>The first early start of all activities, and the last early finish.</summary>
    public DateTime Start => net.Count == 0 ? Plan.Start : Wall.Time(Enumerable.Range(0, net.Count).Min(i => dates.EarlyStart[i]));
    public DateTime Finish => Wall.Time(dates.Finish);

    public int Count => net.Count;

    /// <summary>The dates of the row at this position.</summary>
    public ScheduledActivity At(int row) => new(net, dates, floats, row);

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
    public Schedule After(Plan plan) => Of(NetworkReuse.Of(net, plan) ?? NetworkBuilder.Build(plan));

    internal static Schedule Of(Network net)
    {
        var dates = new Dates(net.Nodes);
        new ForwardPass(net, dates).Run();
        new BackwardPass(net, dates).Run();
        var floats = new Floats(net, dates);
        if (net.Plan.Activities.Any(a => a.IsAlap)) MoveLate(net, dates, floats);
        new Spans(net, dates).Run();
        floats.Run();
        return new Schedule(net, dates, floats);
    }

    private static void MoveLate(Network net, Dates dates, Floats floats)
    {
        dates.BeforeAlap = ([.. dates.EarlyStart], [.. dates.EarlyFinish]);
        if (net.Policy.AlapTakesTotalFloat) new ForwardPass(net, dates, [.. dates.LateStart]).Run();
        else floats.TakeFree();
    }
}

/// <summary>A plan made ready: checked and laid out once, scheduled as often as wanted.</summary>
public sealed class PlanNetwork
{
    private readonly Network net;

    /// <inheritdoc cref="Tandem.Scheduling.Schedule.Compute"/>
    public PlanNetwork(Plan plan) => net = NetworkBuilder.Build(plan);

    public Schedule Schedule() => Scheduling.Schedule.Of(net);
}
