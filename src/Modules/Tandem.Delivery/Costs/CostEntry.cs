using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Delivery.Costs;

/// <summary>Money spent on an item, as somebody entered it: once an item has entries they are its actual cost, and rates no longer are. In the product's currency; a correction is an entry of its own.</summary>
internal sealed class CostEntry : ITenanted, IAudited
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }
    public WorkItemId Item { get; init; }
    public DateOnly Date { get; init; }
    public decimal Amount { get; init; }
    public string? Note { get; init; }
    public AccountId? Account { get; init; }
    public string EnteredBy { get; init; } = "";
    public DateTime EnteredAt { get; init; }

    Guid IAudited.AuditId => Item.Value;
}
