namespace Tandem.Scheduling.Levelling;

/// <summary>One activity as levelling sees it.</summary>
internal sealed class LevellingSubject
{
    /// <summary>Resource indices and thousandths of units.</summary>
    public required (int Resource, long Units)[] Needs { get; init; }
    public required int Priority { get; init; }
    public required bool Moves { get; init; }
    public required bool MaySplit { get; init; }
    public required long? MaxDelay { get; init; }

    /// <summary>Start without levelling.</summary>
    public required long Planned { get; init; }

    /// <summary>Stretches in which it holds its resources, in the schedule built last.</summary>
    public List<(long From, long To)> Parts { get; set; } = [];

    /// <summary>Of work in progress only what remains needs resources.</summary>
    public long Resumes(Dates dates, Network net, int v) => net.Activity(v).IsStarted ? net.Calendar[v].Add(dates.EarlyFinish[v], -net.Remaining[v]) : dates.EarlyStart[v];

    public static LevellingSubject Of(LevellingRequest request, Network net, int v, IReadOnlyList<(int Resource, long Units)> needs, long planned)
    {
        var activity = net.Plan.Activities[v];
        var rule = request.Rules.GetValueOrDefault(activity.Key) ?? new LevellingRule();
        var moves = rule.Priority < LevellingRequest.NeverMoved && CanMove(activity, net.Policy);
        return new LevellingSubject
        {
            Needs = activity.IsComplete || activity.Inactive || net.Duration[v] == 0 ? [] : [.. needs], Moves = moves, Priority = moves ? rule.Priority : LevellingRequest.NeverMoved,
            MaySplit = (rule.MaySplit ?? request.MaySplit) && activity.Gap == 0, MaxDelay = rule.MaxDelay ?? request.MaxDelay, Planned = planned,
        };
    }

    /// <summary>What has begun, was dated by hand or is held by a date stays; so does what has no place left for a start-no-earlier date.</summary>
    private static bool CanMove(Activity activity, SchedulingPolicy policy) => !activity.IsStarted && activity.Manual is null && !activity.Inactive
        && !Held(activity.Constraint, policy) && !Held(activity.SecondConstraint, policy) && (Free(activity.Constraint, activity.ConstraintDate) || Free(activity.SecondConstraint, activity.SecondConstraintDate));

    private static bool Held(ConstraintType type, SchedulingPolicy policy) => type is ConstraintType.MandatoryStart or ConstraintType.MandatoryFinish or ConstraintType.MustStartOn or ConstraintType.MustFinishOn
        || (policy.DatesBeatLinks && type is ConstraintType.StartNoLaterThan or ConstraintType.FinishNoLaterThan);

    internal static bool Free(ConstraintType type, DateTime? date) => date is null || type == ConstraintType.StartNoEarlierThan;
}
