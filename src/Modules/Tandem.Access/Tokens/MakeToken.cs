using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Tokens;

/// <summary>Makes an API token; its secret is in this answer and never again.</summary>
internal sealed class MakeToken(AccessDbContext db, ActorScope scope, TimeProvider time)
{
    internal sealed record Request(string? Name, string? Role, DateTime? ExpiresAt);

    internal sealed record Made(TokenId Id, AccountId Account, string Name, string Role, DateTime? ExpiresAt, string Token);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/tokens", async (Request request, MakeToken feature, HttpResponse response, CancellationToken cancel) =>
    {
        var made = await feature.RunAsync(request, cancel);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Created("/api/tokens", made);
    }).WithTags("Tokens");

    public Task<Made> RunAsync(Request request, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        var (name, role, now) = (Fields.Name("name", request.Name), RoleNames.Read("role", request.Role), time.GetUtcNow().UtcDateTime);
        var expires = request.ExpiresAt?.ToUniversalTime();
        if (expires <= now) throw ProblemException.Invalid("expiresAt", "in_the_past", "expiresAt");
        return db.WriteAsync(() =>
        {
            var (token, secret) = db.Issue(new TokenWish(scope.Current.Workspace, name, role, expires, scope.Current.Account), now);
            return Task.FromResult(new Made(token.Id, token.Account, name, RoleNames.Of(role), expires, secret));
        }, cancel);
    }
}
