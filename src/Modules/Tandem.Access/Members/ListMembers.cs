using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Access.Members;

/// <summary>The people of the workspace with their roles, in the order in which they came.</summary>
internal sealed class ListMembers(AccessDbContext db, Scopes scopes, ActorScope scope)
{
    internal sealed record Shown(AccountId Id, string Name, string? Email, string Role, IReadOnlyList<GrantShown> Grants, bool Active, DateTime JoinedAt, DateTime? LastSeenAt, long Version);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/members", async (ListMembers feature, CancellationToken cancel) => new Page<Shown>(await feature.RunAsync(null, cancel))).WithTags("Members");
        app.MapGet("/api/members/{id}", async (AccountId id, ListMembers feature, HttpResponse response, CancellationToken cancel) =>
        {
            var found = (await feature.RunAsync(id, cancel)).FirstOrDefault() ?? throw ProblemException.NotFound();
            ETags.Set(response, found.Version);
            return found;
        }).WithTags("Members");
    }

    public async Task<List<Shown>> RunAsync(AccountId? one, CancellationToken cancel)
    {
        scope.Current.Require(Right.Read);
        var rows = await (from member in db.Memberships.AsNoTracking().Include(m => m.Grants)
                          join account in db.Accounts.AsNoTracking() on member.Account equals account.Id
                          where !account.IsService && (one == null || account.Id == one)
                          orderby member.JoinedAt, account.Id
                          select new { member, account.Name, account.Email }).ToListAsync(cancel);
        var shown = await scopes.ShownAsync(cancel);
        return [.. rows.Select(row => new Shown(row.member.Account, row.Name, row.Email, RoleNames.Of(row.member.Role), [.. row.member.Grants.Select(shown).OfType<GrantShown>()],
            row.member.Active, row.member.JoinedAt, row.member.LastSeenAt, row.member.Version))];
    }
}
