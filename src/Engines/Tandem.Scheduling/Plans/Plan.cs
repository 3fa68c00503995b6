namespace Tandem.Scheduling;

/// <summary>What is scheduled: rows, links and the rules they follow. Input only; <see cref="Schedule.Compute"/> makes the dates.</summary>
public sealed record Plan
{
    public PlanMode Mode { get; init; }
    public required DateTime Start { get; init; }

    /// <summary>Primavera's must-finish-by: bounds the late finish of the whole plan.</summary>
    public DateTime? MustFinishBy { get; init; }

    /// <summary>Status (data) date.</summary>
    public DateTime? DataDate { get; init; }
    public WorkCalendar Calendar { get; init; } = WorkCalendar.Standard;
    public required IReadOnlyList<Activity> Activities { get; init; }
    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];
    public PlanOptions Options { get; init; } = new();

    /// <summary>Of a program: the plans it is made of, each below a summary of its own and following its own rules.</summary>
    public IReadOnlyList<PlanPart> Parts { get; init; } = [];
}

/// <summary>A plan within a plan: what is below the summary keeps the start, data date, must-finish-by, mode and options of <paramref name="Plan"/>.</summary>
public sealed record PlanPart(int Summary, Plan Plan);

/// <summary>Settings of a plan that its file carries; null means the mode's own (<see cref="SchedulingPolicy"/>).</summary>
public sealed record PlanOptions
{
    public ProgressLogic Progress { get; init; }
    public LagCalendar? LagCalendar { get; init; }
    public FloatBasis? FloatBasis { get; init; }

    /// <summary>An activity whose total float is at most this many minutes is critical.</summary>
    public long CriticalFloat { get; init; }

    /// <summary>Critical is what drives the plan's finish, not what has little float.</summary>
    public bool CriticalIsLongestPath { get; init; }

    /// <summary>Project's "tasks will always honor their constraint dates": a date wins over a link.</summary>
    public bool HonorConstraints { get; init; } = true;

    /// <summary>Each activity without successors has its own late finish (Project's multiple critical paths, Primavera's critical open ends).</summary>
    public bool OpenEndsAreCritical { get; init; }

    /// <summary>Primavera's "calculate start-to-start lag from early start": the lag of a started predecessor counts what it has done.</summary>
    public bool StartLagFromEarlyStart { get; init; } = true;

    /// <summary>Primavera's "use expected finish dates".</summary>
    public bool UseExpectedFinish { get; init; }

    /// <summary>Primavera's "ignore relationships to and from other projects": external dates don't count.</summary>
    public bool IgnoreExternal { get; init; }

    /// <summary>Primavera's "calculate float based on finish date of: opened projects": late dates run from the finish of the whole program, not from the plan's own.</summary>
    public bool FloatToProgramFinish { get; init; }

    /// <summary>Project's "split in-progress tasks": links hold the remaining work of what has begun.</summary>
    public bool SplitInProgress { get; init; } = true;
}
