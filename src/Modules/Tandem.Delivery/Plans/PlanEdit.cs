using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Delivery.Plans;

/// <summary>Whether an edit can be taken back by who made it, is only kept for looks at the past, or belongs to what a plan began with.</summary>
internal enum EditLog
{
    Undoable,
    History,
    None,
}

/// <summary>One edit of a plan by somebody: enough to take it back, to tell who was faster, and to show the plan as it was before.</summary>
internal sealed class PlanEdit : ITenanted
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>The plan's version that it made.</summary>
    public long PlanVersion { get; init; }
    public AccountId? Account { get; init; }
    public string ActorName { get; init; } = "";

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The product's clock then, UTC.</summary>
    public DateTime Moment { get; init; }

    /// <summary>Taking back and doing again are edits too, but not such as can be taken back.</summary>
    public bool Undoable { get; set; }

    /// <summary>The plan's version at which it last came into force or was taken back.</summary>
    public long LastVersion { get; set; }

    /// <summary>Rows before and after, JSON of <see cref="RowChange"/>.</summary>
    public string Changes { get; init; } = "[]";
    public DateTime? UndoneAt { get; set; }
}
