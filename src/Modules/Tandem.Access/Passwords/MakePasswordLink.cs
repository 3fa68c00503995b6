using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Members;
using Tandem.Access.Tokens;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Passwords;

/// <summary>
/// An owner makes a link with which a person sets a new password; it is in this answer and never again. Not for who is in other workspaces too: their owners
/// would be let in by this one's (the verb <c>password</c> is for them).
/// </summary>
internal sealed class MakePasswordLink(AccessDbContext db, ActorScope scope, TimeProvider time)
{
    internal sealed record Made(DateTime ExpiresAt, string Link);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/members/{id}/password-links", async (AccountId id, MakePasswordLink feature, HttpContext http, CancellationToken cancel) =>
    {
        var made = await feature.RunAsync(id, http, cancel);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/members/{id}", made);
    }).WithTags("Members");

    public Task<Made> RunAsync(AccountId id, HttpContext http, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        return db.WriteAsync(async () =>
        {
            var member = await db.PersonAsync(id, cancel);
            if (await db.Memberships.IgnoreQueryFilters().AnyAsync(m => m.Account == id && m.Workspace != member.Workspace, cancel)) throw new ProblemException(409, "in_other_workspaces");
            var (code, now) = (Secrets.New(""), time.GetUtcNow().UtcDateTime);
            var link = new PasswordLink { Workspace = member.Workspace, Account = id, Name = member.Name, Hash = Secrets.Hash(code), MadeAt = now, ExpiresAt = now + PasswordLink.Lasts };
            db.RemoveRange(await db.PasswordLinks.Where(l => l.Account == id && l.UsedAt == null).ToListAsync(cancel));
            db.Add(link);
            return new Made(link.ExpiresAt, $"{http.Request.Scheme}://{http.Request.Host}/new-password?code={code}");
        }, cancel);
    }
}
