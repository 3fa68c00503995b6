using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Data;

namespace Tandem.Insight.Products;

/// <summary>What is operated without end. Its zone cuts the days of all its numbers.</summary>
internal sealed class Product : ITenanted, IAudited
{
    public ProductId Id { get; init; } = ProductId.New();
    public WorkspaceId Workspace { get; init; }
    public required string Name { get; set; }

    /// <summary>IANA id.</summary>
    public required string Zone { get; set; }

    /// <summary>ISO 4217 code; null where it has no money.</summary>
    public string? Currency { get; set; }
    public AccountId? Owner { get; set; }

    /// <summary>UTC moment at which the product's clock stands; null lets it run. Moved by the sample's fill week by week, so not audited.</summary>
    [NotAudited]
    public DateTime? FixedClock { get; set; }
    public DateTime CreatedAt { get; init; }

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;

    public ProductInfo Info() => new(Id, Workspace, Name, Zone, Currency, Owner);

    internal sealed class Mapping : IEntityTypeConfiguration<Product>
    {
        public void Configure(EntityTypeBuilder<Product> table)
        {
            table.ToTable("products").HasKey(row => row.Id);
            table.HasIndex(row => row.Workspace);
        }
    }
}
