namespace Tandem.Scheduling.Files;

/// <summary>A row of a plan file. Durations are working minutes (clock minutes where elapsed).</summary>
public sealed record PlanTask
{
    /// <summary>Number of the row in links and parents, unique in the file.</summary>
    public required int Key { get; init; }

    /// <summary>The file's own number: MSPDI UID, XER task_id; null for rows that a file has in another table (XER's WBS).</summary>
    public int? Uid { get; init; }

    /// <summary>MSPDI's ID: the row's number as shown.</summary>
    public int? Id { get; init; }

    /// <summary>XER's task_code.</summary>
    public string? Code { get; init; }
    public required string Name { get; init; }
    public string? Wbs { get; init; }
    public int OutlineLevel { get; init; } = 1;
    public int? ParentKey { get; init; }
    public ActivityType Type { get; init; }
    public long Duration { get; init; }

    /// <summary>MSPDI's DurationFormat, kept as it was.</summary>
    public int? DurationFormat { get; init; }
    public bool Elapsed { get; init; }
    public int? CalendarUid { get; init; }
    public bool IgnoreResourceCalendar { get; init; }
    public ConstraintType Constraint { get; init; }
    public DateTime? ConstraintDate { get; init; }
    public ConstraintType SecondConstraint { get; init; }
    public DateTime? SecondConstraintDate { get; init; }
    public DateTime? Deadline { get; init; }
    public DateTime? ActualStart { get; init; }
    public DateTime? ActualFinish { get; init; }
    public DateTime? Resume { get; init; }
    public long? Remaining { get; init; }

    /// <summary>Primavera's expected finish, and the dates that links to other projects put on it.</summary>
    public DateTime? ExpectedFinish { get; init; }
    public DateTime? ExternalStart { get; init; }
    public DateTime? ExternalFinish { get; init; }

    /// <summary>The finish before which links of finish-to-finish and start-to-finish from other projects don't let it end.</summary>
    public DateTime? ExternalEarlyFinish { get; init; }

    /// <summary>Minutes round the clock by which levelling put off the start.</summary>
    public long Delay { get; init; }

    /// <summary>Working minutes of the gaps within a split task.</summary>
    public long Gap { get; init; }
    public double PercentComplete { get; init; }
    public ManualDates? Manual { get; init; }
    public bool Inactive { get; init; }

    /// <summary>Stands for a task of another project: its dates are kept.</summary>
    public bool External { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<PlanBaseline> Baselines { get; init; } = [];

    /// <summary>What the row costs beside its resources (P6: its expenses), in the file's currency.</summary>
    public decimal? FixedCost { get; init; }

    /// <summary>When the fixed cost falls due; null where the file doesn't say.</summary>
    public CostAccrual? FixedCostAccrual { get; init; }

    /// <summary>The whole cost, done and to do, as the file's program computed it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Cost so far.</summary>
    public decimal? ActualCost { get; init; }

    /// <summary>Work done, in minutes.</summary>
    public long? ActualWork { get; init; }

    /// <summary>0–100: what is done of the thing itself, beside what is done of its duration.</summary>
    public double? PhysicalPercentComplete { get; init; }

    /// <summary>Values of custom fields by the field's name or alias.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>What custom fields say of how long it may take.</summary>
    public ThreePoints? Estimate { get; init; }

    /// <summary>Dates and floats the file came with, for comparing.</summary>
    public StoredDates Stored { get; init; } = new();

    /// <summary>What else the file said about the row, in the file's own form.</summary>
    public string? Extra { get; init; }
}

/// <summary>The dates another scheduler stored. Floats in minutes.</summary>
public sealed record StoredDates
{
    public DateTime? Start { get; init; }
    public DateTime? Finish { get; init; }
    public DateTime? EarlyStart { get; init; }
    public DateTime? EarlyFinish { get; init; }
    public DateTime? LateStart { get; init; }
    public DateTime? LateFinish { get; init; }
    public long? TotalFloat { get; init; }
    public long? FreeFloat { get; init; }
    public long? StartFloat { get; init; }
    public long? FinishFloat { get; init; }
    public bool? Critical { get; init; }
}

/// <summary>One of the baselines 0–10 of a row. Work in minutes, cost in the file's currency.</summary>
public sealed record PlanBaseline(int Number, DateTime? Start, DateTime? Finish, long? Duration, long? Work = null, decimal? Cost = null, string? Extra = null);

/// <summary>A link between rows by key; <paramref name="LagFormat"/> is MSPDI's, kept as it was.</summary>
public sealed record PlanLink(int From, int To, LinkType Type, double Lag = 0, LagUnit Unit = LagUnit.Minutes, int? LagFormat = null, string? Extra = null);

/// <summary>A link from a task of another project to one of the file's.</summary>
/// <param name="To">Key of the successor.</param>
/// <param name="Projects">What the file calls the other project: short name, title, or the name of its file without the ending.</param>
/// <param name="Uid">The predecessor's number there.</param>
/// <param name="Code">Its code there.</param>
/// <param name="Held">The date at which the link held the successor's start (its finish, of finish-to-finish and start-to-finish) when the file was written; null where the file doesn't say.</param>
public sealed record ExternalLink(int To, IReadOnlyList<string> Projects, int? Uid, string? Code, LinkType Type, double Lag = 0, LagUnit Unit = LagUnit.Minutes, DateTime? Held = null)
{
    /// <summary>Whether it bounds the successor's finish and not its start.</summary>
    public bool BoundsFinish => Type is LinkType.FinishFinish or LinkType.StartFinish;
}

public enum ResourceType { Material, Work, Cost }

/// <summary>Who or what works. <paramref name="MaxUnits"/> 1 is one full-time unit; rates are per hour in the file's currency.</summary>
public sealed record PlanResource(int Uid, string Name, ResourceType Type = ResourceType.Work, double MaxUnits = 1, int? CalendarUid = null, decimal? StandardRate = null, string? Email = null, string? Extra = null)
{
    /// <summary>What it costs from when on, in order of time; the first one also holds before its date.</summary>
    public IReadOnlyList<Rate> Rates { get; init; } = [];
}

/// <summary>A resource on a task by key. Work in minutes.</summary>
public sealed record PlanAssignment(int TaskKey, int ResourceUid, double Units = 1, long? Work = null, int? Uid = null, string? Extra = null)
{
    /// <summary>Work done, in minutes.</summary>
    public long? ActualWork { get; init; }

    /// <summary>The whole cost, done and to do, in the file's currency.</summary>
    public decimal? Cost { get; init; }
    public decimal? ActualCost { get; init; }
    public DateTime? Start { get; init; }
    public DateTime? Finish { get; init; }
}
