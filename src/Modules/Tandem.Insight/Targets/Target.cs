using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Data;

namespace Tandem.Insight.Targets;

/// <summary>What a metric, or one segment of it, is to reach by a day.</summary>
internal sealed class Target : ITenanted, IAudited, IVersioned
{
    public TargetId Id { get; init; } = TargetId.New();
    public WorkspaceId Workspace { get; init; }
    public ProductId Product { get; init; }
    public MetricId Metric { get; set; }

    /// <summary>Property and value of the one segment; both null for the whole metric.</summary>
    public string? SegmentKey { get; set; }
    public string? SegmentValue { get; set; }

    /// <summary>In the metric's unit; major units where it is money.</summary>
    public decimal Value { get; set; }
    public Measure Measure { get; set; }
    public Wanted Wanted { get; set; }
    public Interval Interval { get; set; }

    /// <summary>First day of its first period, last day of its last, in the product's zone.</summary>
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public AccountId? Owner { get; set; }
    public long Version { get; set; } = 1;

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => null;

    public Segment? Segment => SegmentKey is null ? null : new(SegmentKey, SegmentValue ?? "");

    public TargetInfo Info => new(Id, Product, Metric, Segment, Value, Measure, Wanted, Interval, From, To, Owner);

    internal sealed class Mapping : IEntityTypeConfiguration<Target>
    {
        public void Configure(EntityTypeBuilder<Target> table)
        {
            table.ToTable("targets").HasKey(row => row.Id);
            table.HasIndex(row => row.Product);
            table.Ignore(row => row.Segment).Ignore(row => row.Info);
            table.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
