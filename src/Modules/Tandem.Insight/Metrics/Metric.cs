using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Insight.Metrics;

/// <summary>
/// A number of a product that is defined once, owned, versioned and read everywhere by its definition: a trends question without its time.
/// </summary>
internal sealed class Metric : ITenanted, IAudited, IVersioned
{
    public MetricId Id { get; init; } = MetricId.New();
    public WorkspaceId Workspace { get; init; }
    public ProductId Product { get; init; }

    /// <summary>Short name for programs, one of a kind in a product.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it, by language (JSON); a metric that a person made has one.</summary>
    public required string Names { get; set; }

    /// <summary>What it counts and what not, in words, by language (JSON).</summary>
    public string Notes { get; set; } = "{}";

    /// <summary>money, count, ratio or share (a ratio read in percent).</summary>
    public required string Unit { get; set; }

    /// <summary>The period it is usually read by: day, week or month.</summary>
    public required string Interval { get; set; }

    /// <summary>Series and formula, as JSON (see <see cref="MetricDefinition"/>).</summary>
    public required string Definition { get; set; }

    public AccountId? Owner { get; set; }

    /// <summary>Place in lists and on the dashboard.</summary>
    public int Order { get; set; }
    public long Version { get; set; } = 1;
    public DateTime ChangedAt { get; set; }

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Key;

    internal sealed class Mapping : IEntityTypeConfiguration<Metric>
    {
        public void Configure(EntityTypeBuilder<Metric> table)
        {
            table.ToTable("metrics").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Product, row.Key }).IsUnique();
            table.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
