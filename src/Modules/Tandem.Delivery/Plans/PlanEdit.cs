using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Delivery.Plans;

/// <summary>One edit of a plan by somebody: enough to take it back, and to tell who was faster.</summary>
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

    /// <summary>Rows before and after, JSON of <see cref="RowChange"/>.</summary>
    public string Changes { get; init; } = "[]";
    public DateTime? UndoneAt { get; set; }
}
