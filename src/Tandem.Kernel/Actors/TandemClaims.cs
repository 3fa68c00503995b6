using System.Security.Claims;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;

namespace Tandem.Kernel.Actors;

/// <summary>How an actor stands in a signed-in principal; Access writes it, every request reads it.</summary>
public static class TandemClaims
{
    public const string Account = "sub", Name = "name", Workspace = "workspace", Role = "role", Kind = "kind", Grant = "grant", Language = "language", Zone = "zone";

    public static ClaimsIdentity Identity(Actor actor, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, Name, Role);
        if (actor.Account is { } account) identity.AddClaim(new(Account, account.ToString()));
        identity.AddClaim(new(Name, actor.Name));
        identity.AddClaim(new(Workspace, actor.Workspace.ToString()));
        identity.AddClaim(new(Role, actor.Role.ToString()));
        identity.AddClaim(new(Kind, actor.Kind.ToString()));
        foreach (var grant in actor.Grants) identity.AddClaim(new(Grant, $"{grant.Role}:{grant.Scope}"));
        return identity;
    }

    public static Actor Read(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || !Guid.TryParse(principal.FindFirstValue(Workspace), out var workspace)) return Actor.Nobody;
        AccountId? account = Guid.TryParse(principal.FindFirstValue(Account), out var id) ? new(id) : null;
        return new(Enum.Parse<ActorKind>(principal.FindFirstValue(Kind)!), account, principal.FindFirstValue(Name) ?? "", new(workspace),
            Enum.Parse<Role>(principal.FindFirstValue(Role)!))
        {
            Grants = [.. principal.FindAll(Grant).Select(claim => claim.Value.Split(':')).Select(parts => new Grant(Enum.Parse<Role>(parts[0]), Guid.Parse(parts[1])))],
        };
    }
}
