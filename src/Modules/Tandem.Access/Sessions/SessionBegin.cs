using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Contracts.Ids;

namespace Tandem.Access.Sessions;

/// <summary>Begins and ends a browser's session.</summary>
internal sealed class SessionBegin(AccessDbContext db, SignedInCache known, TimeProvider time)
{
    private static readonly TimeSpan Stay = TimeSpan.FromDays(30);

    /// <summary>False where the account is active in no workspace. Without a workspace: the one it used last.</summary>
    public async Task<bool> BeginAsync(HttpContext http, Account account, WorkspaceId? workspace, bool stay)
    {
        var open = await db.Memberships.IgnoreQueryFilters().AsNoTracking().Where(m => m.Account == account.Id && m.Active).ToListAsync(http.RequestAborted);
        var chosen = workspace is null ? open.OrderByDescending(m => m.LastSeenAt).ThenBy(m => m.JoinedAt).FirstOrDefault() : open.FirstOrDefault(m => m.Workspace == workspace);
        if (chosen is null) return false;
        known.Forget();
        var properties = new AuthenticationProperties { IsPersistent = stay, ExpiresUtc = stay ? time.GetUtcNow() + Stay : null };
        await http.SignInAsync(Schemes.Cookie, SessionCookie.Of(account.Id, chosen.Workspace, account.SecurityStamp), properties);
        Looks.Remember(http, account.Theme);
        return true;
    }
}

/// <summary>The theme a person chose, where the shell looks for it: a cookie, so that the first byte of a page has it.</summary>
internal static class Looks
{
    public static void Remember(HttpContext http, string? theme)
    {
        var options = new CookieOptions { SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365), Secure = http.Request.IsHttps };
        if (theme is null) http.Response.Cookies.Delete("theme");
        else http.Response.Cookies.Append("theme", theme, options);
    }
}
