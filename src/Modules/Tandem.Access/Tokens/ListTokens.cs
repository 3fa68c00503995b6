using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Members;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Access.Tokens;

/// <summary>The workspace's tokens that were not revoked, newest first.</summary>
internal sealed class ListTokens(AccessDbContext db, ActorScope scope)
{
    internal sealed record Shown(TokenId Id, AccountId Account, string Name, string Role, string Hint, AccountId? MadeBy, DateTime MadeAt, DateTime? LastUsedAt, DateTime? ExpiresAt);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/tokens", async (ListTokens feature, CancellationToken cancel) => new Page<Shown>(await feature.RunAsync(cancel))).WithTags("Tokens");

    public async Task<List<Shown>> RunAsync(CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        var rows = await (from token in db.Tokens.AsNoTracking()
                          join member in db.Memberships.AsNoTracking() on token.Account equals member.Account
                          where token.RevokedAt == null
                          orderby token.Id descending
                          select new { token, member.Role }).ToListAsync(cancel);
        return [.. rows.Select(row => Of(row.token, row.Role))];
    }

    private static Shown Of(ApiToken token, Role role) =>
        new(token.Id, token.Account, token.Name, RoleNames.Of(role), token.Hint, token.MadeBy, token.MadeAt, token.LastUsedAt, token.ExpiresAt);
}
