namespace Tandem.Scheduling.Programs;

/// <summary>A plan in a program.</summary>
/// <param name="Id">The caller's number of the plan, unique in the program.</param>
/// <param name="Plan">Its own plan.</param>
public sealed record ProgramPart(int Id, Plan Plan);

/// <summary>A link from an activity of one plan to one of another.</summary>
public sealed record ProgramLink((int Plan, int Activity) From, (int Plan, int Activity) To, LinkType Type = LinkType.FinishStart, double Lag = 0, LagUnit Unit = LagUnit.Minutes);

/// <summary>
/// Several plans as one network, to be scheduled, levelled or simulated together. Every plan becomes a summary; what is below it keeps its plan's start, data date,
/// mode, options and calendars, and its float runs to its own plan's finish unless <see cref="PlanOptions.FloatToProgramFinish"/> says to the program's.
/// </summary>
public sealed class ProgramNetwork
{
    private readonly Dictionary<(int Plan, int Activity), int> keys = [];
    private readonly Dictionary<int, int> summaries = [];
    private readonly Dictionary<int, SchedulePart> views = [];
    private readonly List<PlanPart> kept = [];
    private readonly List<Activity> activities = [];
    private readonly List<Dependency> links = [];

    /// <exception cref="PlanException">No plan, two of one number, or a link to something that isn't there.</exception>
    public ProgramNetwork(IReadOnlyList<ProgramPart> parts, IReadOnlyList<ProgramLink> between)
    {
        if (parts.Count == 0) throw new PlanException("program_empty", "A program has at least one plan.");
        foreach (var part in parts) Add(part);
        foreach (var link in between) links.Add(new Dependency(KeyOf(link.From.Plan, link.From.Activity), KeyOf(link.To.Plan, link.To.Activity), link.Type, link.Lag, link.Unit));
        Plan = parts[0].Plan with { Start = parts.Min(p => p.Plan.Start), DataDate = parts.Max(p => p.Plan.DataDate), MustFinishBy = parts.Max(p => p.Plan.MustFinishBy), Parts = kept, Activities = activities, Dependencies = links };
    }

    /// <summary>All plans as one.</summary>
    public Plan Plan { get; }

    /// <summary>The key in <see cref="Plan"/> of an activity of one of the plans.</summary>
    public int KeyOf(int plan, int activity) => keys.TryGetValue((plan, activity), out var key) ? key
        : throw new PlanException("unknown_activity", $"Plan {plan} of the program has no activity {activity}.");

    /// <summary>The key of the summary that stands for a whole plan.</summary>
    public int SummaryOf(int plan) => summaries[plan];

    /// <summary>The dates of one plan out of a schedule of <see cref="Plan"/>: its own rows, keys and links.</summary>
    public Schedule Of(int plan, Schedule schedule) => schedule.PartOf(views[plan]);

    private void Add(ProgramPart part)
    {
        var top = activities.Count;
        if (!summaries.TryAdd(part.Id, top)) throw new PlanException("program_twice", $"Plan {part.Id} is in the program twice.");
        activities.Add(new Activity { Key = top, Type = ActivityType.Summary, Calendar = part.Plan.Calendar });
        kept.Add(new PlanPart(top, part.Plan));
        views.Add(part.Id, new SchedulePart(part.Plan, top + 1, links.Count));
        foreach (var (i, activity) in part.Plan.Activities.Index())
        {
            if (!keys.TryAdd((part.Id, activity.Key), top + 1 + i)) throw new PlanException("duplicate_key", $"Two activities of plan {part.Id} have the key {activity.Key}.");
        }
        foreach (var activity in part.Plan.Activities)
        {
            activities.Add(activity with { Key = KeyOf(part.Id, activity.Key), Parent = activity.Parent is { } parent ? KeyOf(part.Id, parent) : top, Calendar = activity.Calendar ?? part.Plan.Calendar });
        }
        links.AddRange(part.Plan.Dependencies.Select(l => l with { From = KeyOf(part.Id, l.From), To = KeyOf(part.Id, l.To) }));
    }
}
