using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;

namespace Tandem.Access.Sessions;

/// <summary>
/// What a session's cookie holds: account, workspace and the stamp of its password. Rights are read anew on every request,
/// so a changed role, a deactivation or a new password counts at once.
/// </summary>
internal sealed class SessionCookie(SignedInCache known) : CookieAuthenticationEvents
{
    private const string Stamp = "stamp";

    public static ClaimsPrincipal Of(AccountId account, WorkspaceId workspace, string stamp) => new(new ClaimsIdentity(
        [new(TandemClaims.Account, account.ToString()), new(TandemClaims.Workspace, workspace.ToString()), new(Stamp, stamp)], Schemes.Cookie));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var session = context.Principal!;
        var who = Guid.TryParse(session.FindFirstValue(TandemClaims.Account), out var account) && Guid.TryParse(session.FindFirstValue(TandemClaims.Workspace), out var workspace)
            ? await known.OfSessionAsync(new(account), new(workspace), session.FindFirstValue(Stamp) ?? "") : null;
        if (who is null)
        {
            context.RejectPrincipal();
            return;
        }
        context.ReplacePrincipal(who.Principal(Schemes.Cookie));
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        Schemes.OpensPage(context.Request) ? base.RedirectToLogin(context) : Schemes.RefuseAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "unauthorized");

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Schemes.RefuseAsync(context.HttpContext, StatusCodes.Status403Forbidden, "forbidden");
}
