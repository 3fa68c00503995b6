namespace Tandem.Scheduling.Levelling;

/// <summary>Who or what does the work. Units: 1 is one full-time person or one machine.</summary>
/// <param name="Key">The caller's number, unique among the resources.</param>
/// <param name="Name">As shown.</param>
/// <param name="Units">How many there are, until the first of <paramref name="Steps"/>.</param>
/// <param name="Calendar">When the resource works; null: the plan's calendar.</param>
/// <param name="Steps">Other numbers of units, each from an instant on, in order.</param>
public sealed record LevellingResource(int Key, string Name, double Units, WorkCalendar? Calendar = null, IReadOnlyList<(DateTime From, double Units)>? Steps = null);

/// <summary>An activity holds units of a resource from its start to its finish (also over breaks of its own that the resource doesn't have).</summary>
public sealed record LevellingDemand(int Activity, int Resource, double Units);

/// <summary>How one activity may be levelled.</summary>
/// <param name="Priority">0–1000, higher goes first; 1000: never moved.</param>
/// <param name="MaxDelay">Working minutes of its calendar by which levelling may put off its start; null: as the request says.</param>
/// <param name="MaySplit">It may stop while others hold its resources; null: as the request says.</param>
public sealed record LevellingRule(int Priority = 500, long? MaxDelay = null, bool? MaySplit = null);

/// <summary>A plan to level.</summary>
public sealed record LevellingRequest
{
    public const int NeverMoved = 1000;

    public required Plan Plan { get; init; }
    public required IReadOnlyList<LevellingResource> Resources { get; init; }
    public required IReadOnlyList<LevellingDemand> Demands { get; init; }

    /// <summary>By activity key; activities without one have priority 500 and the request's own limits.</summary>
    public IReadOnlyDictionary<int, LevellingRule> Rules { get; init; } = new Dictionary<int, LevellingRule>();

    /// <summary>Working minutes; null: no limit.</summary>
    public long? MaxDelay { get; init; }
    public bool MaySplit { get; init; }

    /// <summary>A part of a split activity is at least as long, but for the last.</summary>
    public long ShortestPart { get; init; } = 60;
    public LevellingSearch Search { get; init; } = new() { Schedules = 200 };
}
