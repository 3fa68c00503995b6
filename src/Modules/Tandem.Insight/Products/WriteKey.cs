using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Insight.Products;

/// <summary>
/// A key with which clients send events to a product. It stands in web pages, so it is no secret and is kept as it is; it can only write.
/// A product may have several, so that a new one is spread before the old one is revoked. One that was chosen, not made, is the id of a site that clients already send
/// (Matomo's idsite, Plausible's domain, the project of 神策).
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
    string? IAudited.AuditName => IsSite(Key) ? Key : Masked(Key);

    private const string Prefix = "tdm_";

    public static string NewKey() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>The id of a site, chosen by its people.</summary>
    public static bool IsSite(string key) => !key.StartsWith(Prefix, StringComparison.Ordinal);

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
