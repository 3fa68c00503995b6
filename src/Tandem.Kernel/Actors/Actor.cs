using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Actors;

/// <summary>What stands behind a request or a piece of background work.</summary>
public enum ActorKind { Nobody, Person, Service, System, Sample }

/// <summary>A role in one product or project (the GUID of its id), beside the workspace's.</summary>
public sealed record Grant(Role Role, Guid Scope);

/// <summary>Who acts, where, and with which rights. The audit trail names it.</summary>
public sealed record Actor(ActorKind Kind, AccountId? Account, string Name, WorkspaceId Workspace, Role Role)
{
    public static readonly Actor Nobody = new(ActorKind.Nobody, null, "", default, Role.Viewer);

    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Background work of a workspace: may do all, and the audit says so.</summary>
    public static Actor System(WorkspaceId workspace) => new(ActorKind.System, null, "Tandem", workspace, Role.Owner);

    /// <summary>The strongest role in a scope: the workspace's own or a grant there.</summary>
    public Role RoleIn(Guid? scope) => Grants.Where(grant => grant.Scope == scope).Select(grant => grant.Role).Append(Role).Min();

    /// <summary>Own: the thing belongs to this actor (its manager, owner or assignee).</summary>
    public bool May(Right right, Guid? scope = null, bool own = false) =>
        Kind != ActorKind.Nobody && RoleRights.Allows(RoleIn(scope), right, own || Grants.Any(grant => grant.Scope == scope));

    /// <exception cref="ProblemException">403 <c>forbidden</c> where the right is missing.</exception>
    public void Require(Right right, Guid? scope = null, bool own = false)
    {
        if (!May(right, scope, own)) throw new ProblemException(403, "forbidden");
    }
}
