namespace Tandem.Scheduling.Programs;

/// <summary>An activity of one of a program's plans, with the dates it has in the program.</summary>
/// <param name="Plan">The plan's number.</param>
/// <param name="Activity">Its dates, under its key in <see cref="ProgramNetwork.Plan"/>.</param>
/// <param name="Key">Its key in its own plan.</param>
/// <param name="Driver">What set its dates.</param>
public sealed record ProgramStep(int Plan, ScheduledActivity Activity, int Key, DriverKind Driver);

/// <summary>
/// A program scheduled with float that runs to the program's finish, whatever each plan's own options say: which plan drives the finish, how long each may slip before
/// it does, and how far each link between plans is from holding its successor.
/// </summary>
public sealed class ProgramSchedule
{
    private readonly ProgramNetwork network;
    private readonly Schedule schedule;
    private readonly Dictionary<int, (int Plan, int Key)> places;
    private readonly Dictionary<int, Plan> plans;

    /// <exception cref="PlanException">As <see cref="ProgramNetwork"/> and <see cref="Schedule.Compute"/>.</exception>
    public ProgramSchedule(IReadOnlyList<ProgramPart> parts, IReadOnlyList<ProgramLink> between)
    {
        network = new ProgramNetwork([.. parts.Select(part => part with { Plan = part.Plan with { Options = part.Plan.Options with { FloatToProgramFinish = true } } })], between);
        schedule = Schedule.Compute(network.Plan);
        plans = parts.ToDictionary(part => part.Id, part => part.Plan);
        places = parts.SelectMany(part => part.Plan.Activities.Select(activity => (Key: network.KeyOf(part.Id, activity.Key), Place: (part.Id, activity.Key)))).ToDictionary(row => row.Key, row => row.Place);
    }

    public DateTime Finish => schedule.Finish;

    /// <summary>The dates of one plan, with float towards the program's finish.</summary>
    public Schedule Of(int plan) => network.Of(plan, schedule);

    /// <summary>Working minutes by which the plan may slip before the program's finish (or a date set in the program) gives: the least float of what is still to do; null where nothing is.</summary>
    public long? FloatOf(int plan) => Of(plan).Rows.Where(IsOpen).Min(row => row.TotalFloat);

    /// <summary>The chain of activities through the plans that sets the program's finish, in order of time.</summary>
    public IReadOnlyList<ProgramStep> Path()
    {
        var last = schedule.Rows.Where(IsOpen).OrderByDescending(row => row.Finish).ThenBy(row => row.TotalFloat).Select(row => (int?)row.Key).FirstOrDefault();
        return last is not { } key ? [] : [.. DrivingPath.To(schedule, key).Where(step => places.ContainsKey(step.Activity.Key) && !step.Activity.Activity.IsSpan).Reverse()
            .Select(step => places[step.Activity.Key] is var place ? new ProgramStep(place.Plan, step.Activity, place.Key, step.Driver) : null!)];
    }

    /// <summary>Working minutes by which the predecessor may slip before the link holds the successor; negative where the successor stands earlier than the link allows.</summary>
    public long SlackOf(ProgramLink link) =>
        LinkSlack.Of(DatesOf(link.From), DatesOf(link.To), new Dependency(0, 0, link.Type, link.Lag, link.Unit), plans[link.To.Plan]);

    private ScheduledActivity DatesOf((int Plan, int Activity) end) => schedule[network.KeyOf(end.Plan, end.Activity)];

    private static bool IsOpen(ScheduledActivity row) => row.Activity is { IsSpan: false, Inactive: false, IsComplete: false };
}
