using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Access.Passwords;

/// <summary>A link with which a person sets a new password, once, within a day. Only a hash of its code is kept.</summary>
internal sealed class PasswordLink : ITenanted, IAudited
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public WorkspaceId Workspace { get; init; }
    public AccountId Account { get; init; }
    public string Name { get; init; } = "";
    public byte[] Hash { get; init; } = [];
    public DateTime MadeAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; set; }

    Guid IAudited.AuditId => Account.Value;
    string? IAudited.AuditName => Name;

    public bool Works(DateTime now) => UsedAt is null && ExpiresAt > now;
}
