using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Automation.Backtests;

/// <summary>The newest back-test of a rule.</summary>
internal sealed class Backtest : ITenanted
{
    public RuleId Rule { get; init; }
    public WorkspaceId Workspace { get; init; }
    public long RuleVersion { get; set; }

    /// <summary>The product's clock.</summary>
    public DateTime At { get; set; }
    public string ResultJson { get; set; } = "{}";

    internal sealed class Mapping : IEntityTypeConfiguration<Backtest>
    {
        public void Configure(EntityTypeBuilder<Backtest> table) => table.ToTable("backtests").HasKey(row => row.Rule);
    }
}
