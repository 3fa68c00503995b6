using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Access.Sessions;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Access.Members;

/// <summary>Changes a person's role in the workspace and, where given, all their roles in single products and projects.</summary>
internal sealed class EditMember(AccessDbContext db, Scopes scopes, ActorScope scope, SignedInCache known)
{
    internal sealed record Request(string? Role, IReadOnlyList<GrantWish>? Grants);

    public static void Map(IEndpointRouteBuilder app) => app.MapPatch("/api/members/{id}",
        async (AccountId id, Request request, EditMember feature, ListMembers list, HttpContext http, CancellationToken cancel) =>
        {
            await feature.RunAsync(id, request, (version, last) => ETags.Require(http.Request, version, () => last), cancel);
            var now = (await list.RunAsync(id, cancel)).Single();
            ETags.Set(http.Response, now.Version);
            return now;
        }).WithTags("Members");

    /// <param name="check">Refuses an old version, given the present one and its last edit.</param>
    public async Task RunAsync(AccountId id, Request request, Action<long, Dictionary<string, object?>> check, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        var role = request.Role is null ? (Role?)null : RoleNames.Read("role", request.Role);
        var grants = new Dictionary<Guid, Role>();
        foreach (var wish in request.Grants ?? [])
        {
            var (granted, thing) = await scopes.ReadAsync(wish, cancel);
            grants[thing] = granted;
        }
        await db.WriteAsync(async () =>
        {
            var member = await db.PersonAsync(id, cancel);
            check(member.Version, await db.LastEditAsync(id.Value, cancel));
            if (member.Role == Role.Owner && role is not null and not Role.Owner) await db.KeepAnOwnerAsync(member, cancel);
            member.Role = role ?? member.Role;
            if (request.Grants is not null) Replace(member, grants);
            member.Version++;
        }, cancel);
        known.Forget();
    }

    private static void Replace(Membership member, Dictionary<Guid, Role> grants)
    {
        member.Grants.RemoveAll(grant => !grants.ContainsKey(grant.Scope));
        foreach (var (thing, role) in grants)
        {
            if (member.Grants.Find(grant => grant.Scope == thing) is { } old) old.Role = role;
            else member.Grants.Add(new RoleGrant { Workspace = member.Workspace, Account = member.Account, Scope = thing, Role = role });
        }
    }
}
