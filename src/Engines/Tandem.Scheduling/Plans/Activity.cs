namespace Tandem.Scheduling;

/// <summary>One row of a plan. Times are the project's wall clock; durations are working minutes of the activity's calendar (clock minutes where <see cref="Elapsed"/>).</summary>
public sealed record Activity
{
    /// <summary>The caller's number of the row, unique in the plan.</summary>
    public required int Key { get; init; }

    /// <summary>Key of the summary above; null at the top.</summary>
    public int? Parent { get; init; }
    public ActivityType Type { get; init; }
    public long Duration { get; init; }

    /// <summary>The duration counts round the clock.</summary>
    public bool Elapsed { get; init; }

    /// <summary>Null: the plan's.</summary>
    public WorkCalendar? Calendar { get; init; }
    public ConstraintType Constraint { get; init; }
    public DateTime? ConstraintDate { get; init; }
    public ConstraintType SecondConstraint { get; init; }
    public DateTime? SecondConstraintDate { get; init; }

    /// <summary>Moves no dates; bounds the late finish.</summary>
    public DateTime? Deadline { get; init; }
    public DateTime? ActualStart { get; init; }
    public DateTime? ActualFinish { get; init; }

    /// <summary>Minutes still to do of an activity in progress; null: by percent complete. Before the actual start all of the duration is still to do.</summary>
    public long? Remaining { get; init; }

    /// <summary>0–100, of the duration.</summary>
    public double PercentComplete { get; init; }

    /// <summary>The remaining work begins no earlier (Project's and Primavera's Resume).</summary>
    public DateTime? Resume { get; init; }

    /// <summary>Primavera's expected finish: what is still to do fills the time until then, where <see cref="PlanOptions.UseExpectedFinish"/> says so.</summary>
    public DateTime? ExpectedFinish { get; init; }

    /// <summary>Dates that links to plans which aren't there put on it (Primavera's external early start and external late finish).</summary>
    public DateTime? ExternalStart { get; init; }
    public DateTime? ExternalFinish { get; init; }

    /// <summary>The finish that links of finish-to-finish and start-to-finish from plans which aren't there ask for: none earlier.</summary>
    public DateTime? ExternalEarlyFinish { get; init; }

    /// <summary>Minutes round the clock by which levelling put off the start (Project's levelling delay).</summary>
    public long Delay { get; init; }

    /// <summary>Working minutes of the gaps within a split activity: from start to finish it takes its duration and these.</summary>
    public long Gap { get; init; }

    /// <summary>Dates set by hand: links don't move the activity.</summary>
    public ManualDates? Manual { get; init; }

    /// <summary>Kept in the plan but without effect on others.</summary>
    public bool Inactive { get; init; }

    /// <summary>Nothing but links and the plan's dates place it.</summary>
    internal bool IsPlain => !IsStarted && Manual is null && !Inactive && Gap == 0 && Deadline is null && ConstraintDate is null && SecondConstraintDate is null && !IsAlap
        && Type != ActivityType.Hammock && ExpectedFinish is null && ExternalStart is null && ExternalFinish is null && ExternalEarlyFinish is null && Delay == 0;

    /// <summary>From start to finish, gaps included.</summary>
    internal long Span => Duration + Gap;

    /// <summary>What of the span is still to do; the gaps of a split activity lie behind what is done.</summary>
    internal long Left => IsComplete ? 0 : !IsStarted ? Span : Gap + (Remaining ?? (long)Math.Round(Duration * (100 - Math.Clamp(PercentComplete, 0, 100)) / 100));

    public bool IsAlap => Constraint == ConstraintType.AsLateAsPossible || SecondConstraint == ConstraintType.AsLateAsPossible;

    /// <summary>Spanned after the passes and without effect on them.</summary>
    internal bool IsAside => Type is ActivityType.LevelOfEffort or ActivityType.WbsSummary;

    /// <summary>Its dates make its duration, not the other way round.</summary>
    public bool IsSpan => Type is ActivityType.Summary or ActivityType.LevelOfEffort or ActivityType.WbsSummary or ActivityType.Hammock;
    public bool IsStarted => ActualStart is not null || ActualFinish is not null;
    public bool IsComplete => ActualFinish is not null;
}

/// <summary>Start and finish of a manually scheduled activity. A placeholder has no dates of its own yet (those here are only shown): no float, never critical.</summary>
public sealed record ManualDates(DateTime? Start, DateTime? Finish)
{
    public bool Placeholder { get; init; } = Start is null && Finish is null;
}

/// <summary>A link between two rows by key. <paramref name="Lag"/> is in <paramref name="Unit"/>; negative is a lead.</summary>
public sealed record Dependency(int From, int To, LinkType Type = LinkType.FinishStart, double Lag = 0, LagUnit Unit = LagUnit.Minutes);
