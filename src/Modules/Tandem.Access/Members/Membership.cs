using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Access.Members;

/// <summary>What an account may do in one workspace: its role, and further roles in single products and projects.</summary>
internal sealed class Membership : ITenanted, IAudited, IVersioned
{
    public WorkspaceId Workspace { get; init; }
    public AccountId Account { get; init; }

    /// <summary>The account's name when it joined; the audit trail names the membership by it.</summary>
    public string Name { get; init; } = "";
    public Role Role { get; set; }
    public List<RoleGrant> Grants { get; init; } = [];

    /// <summary>False: deactivated; neither session nor token of this account works here.</summary>
    public bool Active { get; set; } = true;
    public DateTime JoinedAt { get; init; }

    [NotAudited] public DateTime? LastSeenAt { get; set; }
    public long Version { get; set; }

    Guid IAudited.AuditId => Account.Value;
    string? IAudited.AuditName => Name;
}

/// <summary>A role in one product or project (<see cref="Scope"/> is the GUID of its id), beside the workspace's role.</summary>
internal sealed class RoleGrant : ITenanted, IAudited
{
    public WorkspaceId Workspace { get; init; }
    public AccountId Account { get; init; }
    public Guid Scope { get; init; }
    public Role Role { get; set; }

    Guid IAudited.AuditId => Account.Value;
    string? IAudited.AuditName => null;
}
