using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Access.Tokens;

internal readonly record struct TokenId(Guid Value) : ITypedId<TokenId>
{
    public static TokenId New() => TypedId.New<TokenId>();
    public static TokenId From(Guid value) => new(value);
    public static TokenId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TokenId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>An API token: the key of a service account of its own in one workspace. Only a hash of it is kept.</summary>
internal sealed class ApiToken : ITenanted, IAudited
{
    public TokenId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public AccountId Account { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Its last characters, to tell it from others.</summary>
    public string Hint { get; init; } = "";
    public byte[] Hash { get; init; } = [];
    public AccountId? MadeBy { get; init; }
    public DateTime MadeAt { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public DateTime? RevokedAt { get; set; }

    [NotAudited] public DateTime? LastUsedAt { get; set; }

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;

    public bool Works(DateTime now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}

/// <summary>Secrets that are shown once: tokens and the codes of links. 256 random bits, so a plain hash guards them at rest.</summary>
internal static class Secrets
{
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
