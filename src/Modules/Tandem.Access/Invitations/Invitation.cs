using System.Diagnostics.CodeAnalysis;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Access.Invitations;

internal readonly record struct InvitationId(Guid Value) : ITypedId<InvitationId>
{
    public static InvitationId New() => TypedId.New<InvitationId>();
    public static InvitationId From(Guid value) => new(value);
    public static InvitationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out InvitationId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>A link that lets one person into a workspace, once, for seven days. Only a hash of its code is kept.</summary>
internal sealed class Invitation : ITenanted, IAudited
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public InvitationId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public string Email { get; init; } = "";
    public Role Role { get; init; }

    /// <summary>A product or project that the role is for; null: the whole workspace.</summary>
    public Guid? Scope { get; init; }
    public byte[] Hash { get; init; } = [];
    public AccountId? MadeBy { get; init; }
    public DateTime MadeAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; set; }

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Email;

    public bool Works(DateTime now) => UsedAt is null && ExpiresAt > now;
}
