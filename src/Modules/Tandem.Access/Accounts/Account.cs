using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Access.Accounts;

/// <summary>
/// A person, or the service behind an API token. It belongs to no workspace: what it may do in one stands in its <see cref="Members.Membership"/> there.
/// A service has neither e-mail nor password, so it can't sign in.
/// </summary>
internal sealed class Account : IAudited
{
    public AccountId Id { get; init; }
    public string Name { get; set; } = "";
    public string? Email { get; set; }

    [NotAudited] public string? NormalizedEmail { get; set; }
    [NotAudited] public string? PasswordHash { get; set; }

    /// <summary>Changes with the password: sessions that carry an older one end.</summary>
    [NotAudited] public string SecurityStamp { get; set; } = "";
    [NotAudited] public int FailedCount { get; set; }
    [NotAudited] public DateTime? LockedUntil { get; set; }

    public DateTime? PasswordChangedAt { get; set; }

    /// <summary><c>en</c>, <c>zh-CN</c>, or null: the browser decides.</summary>
    public string? Language { get; set; }

    /// <summary>IANA id, or null: UTC.</summary>
    public string? Zone { get; set; }

    /// <summary>Null: the workspace's.</summary>
    public DayOfWeek? WeekStart { get; set; }

    /// <summary><c>light</c>, <c>dark</c>, or null: the system's.</summary>
    public string? Theme { get; set; }

    public bool IsService { get; init; }

    /// <summary>A person of the demo: on this machine one click signs in.</summary>
    [NotAudited] public bool IsDemo { get; init; }
    public DateTime MadeAt { get; init; }

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;
}
