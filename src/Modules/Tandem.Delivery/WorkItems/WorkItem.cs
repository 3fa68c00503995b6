using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Data;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.WorkItems;

/// <summary>
/// One row of a project's plan and one card of its board: what people set. Dates that follow from it are computed (<see cref="PlanSnapshot"/>).
/// Times are the project's wall clock, durations working minutes.
/// </summary>
internal sealed partial class WorkItem : ITenanted, IAudited, IVersioned, IPlanRow
{
    public WorkItemId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>Counts from 1 in the project, never used again; the scheduler's key and what people call the item by.</summary>
    public int Number { get; init; }

    public WorkItemId? Parent { get; set; }

    /// <summary>Place among the items of one parent.</summary>
    public long Rank { get; set; }

    /// <summary>The file's number (MSPDI UID, XER task_id) and code (XER task_code).</summary>
    public int? Uid { get; init; }
    public string? Code { get; set; }
    public string Name { get; set; } = "";

    /// <summary>A row with others below is a summary whatever stands here.</summary>
    public ActivityType Type { get; set; }
    public string State { get; set; } = ItemState.Backlog;

    /// <summary>Key of the board's column where the board has several for its state; null: the first of them.</summary>
    public string? Column { get; set; }

    /// <summary>Which of duration, units and work stays when another changes, and whether the work stays when resources come or go (<see cref="TaskWork"/>).</summary>
    public TaskType TaskType { get; set; }
    public bool EffortDriven { get; set; }
    public long Duration { get; set; }
    public bool Elapsed { get; set; }

    /// <summary>Uid of its own calendar; null for the plan's.</summary>
    public int? Calendar { get; set; }
    public bool IgnoreResourceCalendar { get; set; }
    public ConstraintType Constraint { get; set; }
    public DateTime? ConstraintDate { get; set; }
    public ConstraintType SecondConstraint { get; set; }
    public DateTime? SecondConstraintDate { get; set; }
    public DateTime? Deadline { get; set; }
    public DateTime? ActualStart { get; set; }
    public DateTime? ActualFinish { get; set; }
    public DateTime? Resume { get; set; }
    public long? Remaining { get; set; }

    /// <summary>Primavera's expected finish, and the dates that links to plans outside put on it.</summary>
    public DateTime? ExpectedFinish { get; set; }
    public DateTime? ExternalStart { get; set; }
    public DateTime? ExternalFinish { get; set; }
    public DateTime? ExternalEarlyFinish { get; set; }

    /// <summary>Minutes round the clock by which levelling put off the start.</summary>
    public long Delay { get; set; }

    /// <summary>Working minutes of the gaps within a split item.</summary>
    public long Gap { get; set; }
    public double PercentComplete { get; set; }

    /// <summary>What people go by of the three percents: done of its duration, of its work, or of the thing itself.</summary>
    public PercentKind PercentKind { get; set; }

    /// <summary>A summary whose rows are the occurrences of one task.</summary>
    public bool Recurring { get; init; }

    /// <summary>When it comes, where that is known: files only say that it does.</summary>
    public RepeatPattern? Recurrence { get; set; }

    /// <summary>Scheduled by hand: links don't move it.</summary>
    public bool Manual { get; set; }
    public DateTime? ManualStart { get; set; }
    public DateTime? ManualFinish { get; set; }
    public bool Inactive { get; set; }

    /// <summary>When what asked for it was over before anyone began (the project's wall clock): inactive from then on.</summary>
    public DateTime? WithdrawnAt { get; set; }

    /// <summary>Stands for a task of another project: its dates are kept.</summary>
    public bool External { get; set; }
    public AccountId? Owner { get; set; }
    public DateOnly? Due { get; set; }
    public string? Notes { get; set; }

    /// <summary>The signal that asked for it, and its rule: marked as caused by a rule wherever it is shown.</summary>
    public SignalId? Signal { get; init; }
    public RuleId? Rule { get; init; }

    /// <summary>The summary that holds what rules asked for.</summary>
    public bool HoldsRuleWork { get; init; }

    /// <summary>Order among the items of open signals, 1 first; null where no open signal ranks it.</summary>
    [NotAudited]
    public int? SignalRank { get; set; }

    /// <summary>How much it matters, where a person said so: rules rank only what nobody ranked.</summary>
    public Priority? Priority { get; set; }
    public DateTime MadeAt { get; init; }
    public long Version { get; set; } = 1;

    [NotAudited]
    public IReadOnlyList<PlanBaseline> Baselines { get; set; } = [];
    [NotAudited]
    public IReadOnlyDictionary<string, string> Custom { get; set; } = NoCustom;

    /// <summary>What it costs beside its resources, in the project's currency, and when that falls due.</summary>
    public decimal? FixedCost { get; set; }
    public CostAccrual? FixedCostAccrual { get; set; }

    /// <summary>0–100: what is done of the thing itself, beside what is done of its duration.</summary>
    public double? PhysicalPercentComplete { get; set; }

    /// <summary>Whole cost, cost so far and minutes of work done as the file's program had them.</summary>
    [NotAudited]
    public decimal? FileCost { get; set; }
    [NotAudited]
    public decimal? ActualCost { get; set; }
    [NotAudited]
    public long? ActualWork { get; set; }

    /// <summary>What else the file said, kept for the way out.</summary>
    [NotAudited]
    public int? DurationFormat { get; set; }
    [NotAudited]
    public string? FileExtra { get; set; }

    private static readonly IReadOnlyDictionary<string, string> NoCustom = new Dictionary<string, string>();

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;
    Guid IPlanRow.RowId => Id.Value;

    public bool IsStarted => ActualStart is not null || ActualFinish is not null;
    public bool IsDone => ActualFinish is not null;

    public (DateTime? Start, DateTime? Finish) ActualDates => (ActualStart, ActualFinish);

    public void SetDuration(long minutes)
    {
        Duration = minutes;
        Remaining = null;
        if (Manual) ManualFinish = null;
    }
}

/// <summary>A line of an item's checklist.</summary>
internal sealed class ChecklistItem : ITenanted, IAudited, IPlanRow
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }
    public WorkItemId Item { get; init; }
    public int Place { get; init; }
    public string Text { get; set; } = "";
    public bool Done { get; set; }

    Guid IAudited.AuditId => Item.Value;
    string? IAudited.AuditName => Text;
    Guid IPlanRow.RowId => Id;
}

/// <summary>What somebody said about an item. At is real time, UTC.</summary>
internal sealed class Comment : ITenanted, IAudited, IPlanRow
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }
    public WorkItemId Item { get; init; }
    public AccountId? Account { get; init; }
    public string Author { get; init; } = "";
    public DateTime At { get; init; }
    public string Text { get; init; } = "";

    Guid IAudited.AuditId => Item.Value;
    Guid IPlanRow.RowId => Id;
}
