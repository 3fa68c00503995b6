using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Automation.Signals;

/// <summary>What can be done about a signal.</summary>
internal enum DecisionKind { Accept, Snooze, Dismiss, Merge }

/// <summary>One decision of a person about a signal, at the product's clock.</summary>
internal sealed class Decision : ITenanted, IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public WorkspaceId Workspace { get; init; }
    public SignalId Signal { get; init; }
    public DecisionKind Kind { get; init; }
    public string? Reason { get; init; }
    public AccountId? By { get; init; }
    public string ByName { get; init; } = "";
    public DateTime At { get; init; }

    Guid IAudited.AuditId => Signal.Value;

    internal sealed class Mapping : IEntityTypeConfiguration<Decision>
    {
        public void Configure(EntityTypeBuilder<Decision> table)
        {
            table.ToTable("decisions").HasKey(row => row.Id);
            table.HasIndex(row => row.Signal);
        }
    }
}
