namespace Tandem.Scheduling.Programs;

/// <summary>A plan in a program.</summary>
/// <param name="Id">The caller's number of the plan, unique in the program.</param>
/// <param name="Plan">Its own plan.</param>
public sealed record ProgramPart(int Id, Plan Plan);

/// <summary>A link from an activity of one plan to one of another.</summary>
public sealed record ProgramLink((int Plan, int Activity) From, (int Plan, int Activity) To, LinkType Type = LinkType.FinishStart, double Lag = 0, LagUnit Unit = LagUnit.Minutes);

/// <summary>
/// Several plans as one network, to be scheduled, levelled or simulated together. Every plan becomes a summary that starts no earlier than its plan did; activities keep
/// their own calendars. The latest data date holds for all, and the first plan's options.
/// </summary>
public sealed class ProgramNetwork
{
    private readonly Dictionary<(int Plan, int Activity), int> keys = [];
    private readonly Dictionary<int, int> summaries = [];
    private readonly List<Activity> activities = [];
    private readonly List<Dependency> links = [];

    /// <exception cref="PlanException">No plan, two of one number, plans of different modes, or a link to something that isn't there.</exception>
    public ProgramNetwork(IReadOnlyList<ProgramPart> parts, IReadOnlyList<ProgramLink> between)
    {
        if (parts.Count == 0) throw new PlanException("program_empty", "A program has at least one plan.");
        if (parts.Any(p => p.Plan.Mode != parts[0].Plan.Mode)) throw new PlanException("program_modes", "The plans of a program follow the rules of one scheduler; these follow both.");
        var start = parts.Min(p => p.Plan.Start);
        foreach (var part in parts) Add(part, start);
        foreach (var link in between) links.Add(new Dependency(KeyOf(link.From.Plan, link.From.Activity), KeyOf(link.To.Plan, link.To.Activity), link.Type, link.Lag, link.Unit));
        Plan = parts[0].Plan with { Start = start, DataDate = parts.Max(p => p.Plan.DataDate), MustFinishBy = parts.Max(p => p.Plan.MustFinishBy), Activities = activities, Dependencies = links };
    }

    /// <summary>All plans as one.</summary>
    public Plan Plan { get; }

    /// <summary>The key in <see cref="Plan"/> of an activity of one of the plans.</summary>
    public int KeyOf(int plan, int activity) => keys.TryGetValue((plan, activity), out var key) ? key
        : throw new PlanException("unknown_activity", $"Plan {plan} of the program has no activity {activity}.");

    /// <summary>The key of the summary that stands for a whole plan.</summary>
    public int SummaryOf(int plan) => summaries[plan];

    private void Add(ProgramPart part, DateTime start)
    {
        var top = activities.Count;
        if (!summaries.TryAdd(part.Id, top)) throw new PlanException("program_twice", $"Plan {part.Id} is in the program twice.");
        var later = part.Plan.Start > start;
        activities.Add(new Activity { Key = top, Type = ActivityType.Summary, Calendar = part.Plan.Calendar, Constraint = later ? ConstraintType.StartNoEarlierThan : default, ConstraintDate = later ? part.Plan.Start : null });
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
