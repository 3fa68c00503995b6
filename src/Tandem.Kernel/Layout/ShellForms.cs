using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;

namespace Tandem.Kernel.Layout;

/// <summary>The shell's small forms: language, the past week looked at. They set a cookie and go back to the page.</summary>
internal static class ShellForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/language", (HttpContext http, [FromForm] string language) =>
        {
            if (Words.Languages.Contains(language)) http.Response.Cookies.Append("language", language, Kept);
            return Back(http);
        }).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/as-of", (HttpContext http, [FromForm] string? date) =>
        {
            if (DateOnly.TryParse(date, CultureInfo.InvariantCulture, out var day)) http.Response.Cookies.Append(AsOf.Cookie, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Kept);
            else http.Response.Cookies.Delete(AsOf.Cookie);
            return Back(http);
        }).ExcludeFromDescription();
    }

    private static CookieOptions Kept => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true };

    private static IResult Back(HttpContext http) =>
        Results.LocalRedirect(Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var from) && from.Host == http.Request.Host.Host ? from.PathAndQuery : "/");
}
