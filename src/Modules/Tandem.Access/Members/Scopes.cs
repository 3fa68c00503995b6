using Tandem.Contracts.Access;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Members;

/// <summary>A role in one product or one project, as the API says it.</summary>
internal sealed record GrantShown(string Role, ProductId? ProductId, ProjectId? ProjectId, string? Name);

/// <summary>A role asked for: in the product or the project named, or (neither) in the whole workspace.</summary>
internal sealed record GrantWish(string? Role, ProductId? ProductId, ProjectId? ProjectId);

/// <summary>The products and projects that a role can be limited to.</summary>
internal sealed class Scopes(IProducts products, IProjects projects)
{
    public async Task<IReadOnlyList<(Guid Id, bool IsProduct, string Name)>> ListAsync(CancellationToken cancel) =>
    [
        .. (await products.ListAsync(cancel)).Select(p => (p.Id.Value, true, p.Name)),
        .. (await projects.ListAsync(cancel)).Select(p => (p.Id.Value, false, p.Name)),
    ];

    /// <summary>Grants of things that are gone are left out.</summary>
    public async Task<Func<RoleGrant, GrantShown?>> ShownAsync(CancellationToken cancel)
    {
        var known = (await ListAsync(cancel)).ToDictionary(s => s.Id);
        return grant => known.TryGetValue(grant.Scope, out var scope) ? Of(grant.Role, scope) : null;
    }

    /// <exception cref="ProblemException">400 for a role that is the workspace's alone; 404 where the workspace has no such thing.</exception>
    public async Task<(Role Role, Guid Scope)> ReadAsync(GrantWish wish, CancellationToken cancel)
    {
        var role = RoleNames.Read("role", wish.Role);
        if (role is Role.Owner or Role.Pmo) throw ProblemException.Invalid("role", "role_is_workspaces", RoleNames.Of(role));
        return (role, await ScopeAsync(wish.ProductId, wish.ProjectId, cancel) ?? throw ProblemException.Invalid("grants", "grant_without_scope"));
    }

    /// <summary>Null: the whole workspace.</summary>
    public async Task<Guid?> ScopeAsync(ProductId? product, ProjectId? project, CancellationToken cancel)
    {
        if (product is { } p) return (await products.FindAsync(p, cancel) ?? throw ProblemException.NotFound()).Id.Value;
        if (project is { } j) return (await projects.FindAsync(j, cancel) ?? throw ProblemException.NotFound()).Id.Value;
        return null;
    }

    private static GrantShown Of(Role role, (Guid Id, bool IsProduct, string Name) scope) =>
        new(RoleNames.Of(role), scope.IsProduct ? new ProductId(scope.Id) : null, scope.IsProduct ? null : new ProjectId(scope.Id), scope.Name);
}
