using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Sessions;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Tokens;

/// <summary>Ends a token at once; its service account stays for the audit trail, deactivated.</summary>
internal sealed class RevokeToken(AccessDbContext db, ActorScope scope, SignedInCache known, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapDelete("/api/tokens/{id}", async (TokenId id, RevokeToken feature, CancellationToken cancel) =>
    {
        await feature.RunAsync(id, cancel);
        return TypedResults.NoContent();
    }).WithTags("Tokens");

    public async Task RunAsync(TokenId id, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        await db.WriteAsync(async () =>
        {
            var token = await db.Tokens.FirstOrDefaultAsync(t => t.Id == id, cancel) ?? throw ProblemException.NotFound();
            token.RevokedAt ??= time.GetUtcNow().UtcDateTime;
            (await db.Memberships.FirstAsync(m => m.Account == token.Account, cancel)).Active = false;
        }, cancel);
        known.Forget();
    }
}
