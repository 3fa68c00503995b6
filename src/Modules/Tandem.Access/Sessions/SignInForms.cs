using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Layout;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Sessions;

/// <summary>Signing out, the demo's one click, and going to another of one's workspaces.</summary>
internal static class SignInForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync(Schemes.Cookie);
            return Results.LocalRedirect("/sign-in");
        }).AllowAnonymous().ExcludeFromDescription();

        app.MapPost("/sign-in/demo", async (HttpContext http, [FromForm] AccountId account, [FromForm] string? next, AccessDbContext db, SessionBegin begin) =>
        {
            var person = LocalVisitor.Is(http) ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == account && a.IsDemo, http.RequestAborted) : null;
            if (person is null || !await begin.BeginAsync(http, person, null, stay: false)) throw new ProblemException(403, "forbidden");
            return Results.LocalRedirect(LocalAddress.Of(next));
        }).AllowAnonymous().ExcludeFromDescription();

        app.MapPost("/workspace", async (HttpContext http, [FromForm] WorkspaceId workspace, ActorScope actor, AccessDbContext db, SessionBegin begin) =>
        {
            var person = await db.Accounts.FirstOrDefaultAsync(a => a.Id == actor.Current.Account && !a.IsService, http.RequestAborted);
            if (person is null || !await begin.BeginAsync(http, person, workspace, stay: false)) throw ProblemException.NotFound();
            return Results.LocalRedirect("/");
        }).ExcludeFromDescription();
    }
}
