using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Data;
using Tandem.Scheduling;

namespace Tandem.Delivery.Dependencies;

/// <summary>A dependency between two items of a plan. Lag is in its unit; negative is a lead.</summary>
internal sealed class Link : ITenanted, IAudited, IPlanRow
{
    public DependencyId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>The plan of the predecessor where that is another one; null where both stand in one.</summary>
    public ProjectId? FromProject { get; init; }
    public WorkItemId From { get; init; }
    public WorkItemId To { get; init; }
    public LinkType Type { get; set; }
    public double Lag { get; set; }
    public LagUnit Unit { get; set; }

    /// <summary>MSPDI's LagFormat and what else the file said, for the way out.</summary>
    [NotAudited]
    public int? LagFormat { get; set; }
    [NotAudited]
    public string? FileExtra { get; set; }

    Guid IAudited.AuditId => Id.Value;
    Guid IPlanRow.RowId => Id.Value;
}
