using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Insight.Products;

/// <summary>
/// A key with which clients send events to a product. It stands in web pages, so it is no secret and is kept as it is; it can only write.
/// A product may have several, so that a new one is spread before the old one is revoked.
/// </summary>
internal sealed class WriteKey : ITenanted, IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public WorkspaceId Workspace { get; init; }
    public ProductId Product { get; init; }

    [NotAudited]
    public required string Key { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? RevokedAt { get; set; }

    Guid IAudited.AuditId => Id;
    string? IAudited.AuditName => Masked(Key);

    public static string NewKey() => "tdm_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>As logs and the live page show it.</summary>
    public static string Masked(string key) => key.Length <= 12 ? new string('•', 8) : $"{key[..6]}••••{key[^4..]}";

    internal sealed class Mapping : IEntityTypeConfiguration<WriteKey>
    {
        public void Configure(EntityTypeBuilder<WriteKey> table)
        {
            table.ToTable("write_keys").HasKey(row => row.Id);
            table.HasIndex(row => row.Key).IsUnique();
            table.HasIndex(row => row.Product);
        }
    }
}
