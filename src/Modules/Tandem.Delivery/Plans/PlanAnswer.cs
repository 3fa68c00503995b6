using System.Text.Json.Serialization;
using Tandem.Contracts.Ids;
using Tandem.Delivery.WorkItems;
using Tandem.Scheduling;

namespace Tandem.Delivery.Plans;

internal sealed record OwnerAnswer(AccountId Id, string Name);

internal sealed record BaselineAnswer(int Number, [property: JsonConverter(typeof(WallTime))] DateTime? Start, [property: JsonConverter(typeof(WallTime))] DateTime? Finish, long? Duration);

/// <summary>A resource on an item: 1 unit is full time, work in minutes (null of material and cost).</summary>
internal sealed record AssignmentAnswer(int Resource, string Name, double Units, long? Work, long? ActualWork);

/// <summary>A row of a plan as the API shows it. Times are the project's wall clock, durations and floats working minutes.</summary>
internal sealed record PlanItemAnswer
{
    public required WorkItemId Id { get; init; }
    public required int Number { get; init; }
    public int? Uid { get; init; }
    public string? Code { get; init; }
    public required string Wbs { get; init; }
    public WorkItemId? Parent { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string State { get; init; }

    /// <summary>Key of the board's column where it is not the first of the state.</summary>
    public string? Column { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? Start { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? Finish { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? EarlyStart { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? EarlyFinish { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? LateStart { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? LateFinish { get; init; }
    public long? TotalFloat { get; init; }
    public long? FreeFloat { get; init; }
    public bool Critical { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? ActualStart { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? ActualFinish { get; init; }
    public double PercentComplete { get; init; }

    /// <summary>duration, work or physical: what people go by. The other two percents are of the work, and of the thing itself as people entered it.</summary>
    public string? PercentKind { get; init; }
    public double? PercentWork { get; init; }
    public double? PercentPhysical { get; init; }
    public long? Remaining { get; init; }

    /// <summary>fixed_units, fixed_duration or fixed_work: which of duration, units and work stays when another changes; null for a summary.</summary>
    public string? TaskType { get; init; }

    /// <summary>The work stays when resources come or go.</summary>
    public bool? EffortDriven { get; init; }

    /// <summary>Minutes of work of all who are assigned; null where nobody is.</summary>
    public long? Work { get; init; }

    /// <summary>A summary whose rows are the occurrences of one task.</summary>
    public bool Recurring { get; init; }

    /// <summary>When a recurring task comes; null where only a file said that it does.</summary>
    public RepeatPattern? Recurrence { get; init; }
    public long Duration { get; init; }

    /// <summary>The duration counts round the clock.</summary>
    public bool Elapsed { get; init; }
    public required string Constraint { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? ConstraintDate { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? Deadline { get; init; }
    public string? Calendar { get; init; }
    public OwnerAnswer? Owner { get; init; }
    public DateOnly? Due { get; init; }

    /// <summary>urgent, high, medium or low where a person said so.</summary>
    public string? Priority { get; init; }

    /// <summary>Place among the items of open signals, 1 first.</summary>
    public int? SignalRank { get; init; }
    public IReadOnlyList<BaselineAnswer> Baselines { get; init; } = [];

    /// <summary>Names of the resources assigned to it.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];
    public IReadOnlyList<AssignmentAnswer> Assignments { get; init; } = [];

    /// <summary>A rule asked for it; <see cref="SignalId"/> tells why.</summary>
    public bool ByRule { get; init; }
    public SignalId? SignalId { get; init; }

    /// <summary>Counts people's edits of this row: its ETag.</summary>
    public long Version { get; init; }
}

internal sealed record DependencyAnswer(DependencyId Id, WorkItemId From, WorkItemId To, string Type, double Lag, string LagUnit)
{
    /// <summary>The predecessor's project where that is another one.</summary>
    public ProjectId? FromProject { get; init; }
}

/// <summary>ISO weekdays (Monday 1) and dates without work in the plan's calendar.</summary>
internal sealed record NonWorking(IReadOnlyList<int> Weekdays, IReadOnlyList<DateOnly> Dates);

internal sealed record PlanAnswer
{
    public required string Mode { get; init; }
    public required long Version { get; init; }
    [JsonConverter(typeof(WallTime))] public required DateTime ProjectStart { get; init; }
    [JsonConverter(typeof(WallTime))] public required DateTime ProjectFinish { get; init; }
    [JsonConverter(typeof(WallTime))] public DateTime? DataDate { get; init; }
    public int MinutesPerDay { get; init; }
    public required NonWorking NonWorking { get; init; }
    public required IReadOnlyList<PlanItemAnswer> Items { get; init; }
    public required IReadOnlyList<DependencyAnswer> Dependencies { get; init; }

    /// <summary>Links from items of other projects.</summary>
    public required IReadOnlyList<DependencyAnswer> Outside { get; init; }
}

/// <summary>The API's words for the scheduler's.</summary>
internal static class PlanWords
{
    private static readonly Dictionary<string, ConstraintType> Constraints = new()
    {
        ["asap"] = ConstraintType.AsSoonAsPossible, ["alap"] = ConstraintType.AsLateAsPossible, ["snet"] = ConstraintType.StartNoEarlierThan, ["snlt"] = ConstraintType.StartNoLaterThan,
        ["fnet"] = ConstraintType.FinishNoEarlierThan, ["fnlt"] = ConstraintType.FinishNoLaterThan, ["mso"] = ConstraintType.MustStartOn, ["mfo"] = ConstraintType.MustFinishOn,
        ["mandatory_start"] = ConstraintType.MandatoryStart, ["mandatory_finish"] = ConstraintType.MandatoryFinish,
    };
    private static readonly Dictionary<string, LinkType> Links = new()
    {
        ["fs"] = LinkType.FinishStart, ["ss"] = LinkType.StartStart, ["ff"] = LinkType.FinishFinish, ["sf"] = LinkType.StartFinish,
    };
    private static readonly Dictionary<string, LagUnit> Units = new()
    {
        ["min"] = LagUnit.Minutes, ["elapsed_min"] = LagUnit.ElapsedMinutes, ["percent"] = LagUnit.Percent, ["elapsed_percent"] = LagUnit.ElapsedPercent,
    };
    private static readonly Dictionary<ConstraintType, string> ConstraintNames = Constraints.ToDictionary(pair => pair.Value, pair => pair.Key);
    private static readonly Dictionary<LinkType, string> LinkNames = Links.ToDictionary(pair => pair.Value, pair => pair.Key);
    private static readonly Dictionary<LagUnit, string> UnitNames = Units.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(ConstraintType type) => ConstraintNames[type];
    public static string Of(LinkType type) => LinkNames[type];
    public static string Of(LagUnit unit) => UnitNames[unit];
    public static string Of(PlanMode mode) => mode == PlanMode.P6 ? "p6" : "msproject";

    public static string Of(ActivityType type) => type switch
    {
        ActivityType.Summary => "summary",
        ActivityType.Milestone or ActivityType.StartMilestone => "milestone",
        ActivityType.LevelOfEffort or ActivityType.WbsSummary or ActivityType.Hammock => "loe",
        _ => "activity",
    };

    private static readonly string[] TaskTypes = ["fixed_units", "fixed_duration", "fixed_work"], PercentKinds = ["duration", "work", "physical"];

    public static string Of(TaskType type) => TaskTypes[(int)type];
    public static string Of(PercentKind kind) => PercentKinds[(int)kind];
    public static TaskType? TaskType(string? word) => Array.IndexOf(TaskTypes, word) is >= 0 and var at ? (TaskType)at : null;
    public static PercentKind? PercentKind(string? word) => Array.IndexOf(PercentKinds, word) is >= 0 and var at ? (PercentKind)at : null;

    public static ConstraintType? Constraint(string? word) => word is not null && Constraints.TryGetValue(word, out var type) ? type : null;
    public static LinkType? Link(string? word) => word is not null && Links.TryGetValue(word.ToLowerInvariant(), out var type) ? type : null;
    public static LagUnit? Unit(string? word) => word is not null && Units.TryGetValue(word, out var unit) ? unit : null;

    public static ActivityType? Type(string? word) => word switch
    {
        "activity" => ActivityType.Activity,
        "milestone" => ActivityType.Milestone,
        "summary" => ActivityType.Summary,
        "loe" => ActivityType.LevelOfEffort,
        _ => null,
    };
}
