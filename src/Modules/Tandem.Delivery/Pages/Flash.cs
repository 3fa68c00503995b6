using Microsoft.AspNetCore.Http;

namespace Tandem.Delivery.Pages;

/// <summary>A sentence for the next page after a form was sent: kept in a cookie that lives until it is shown.</summary>
internal sealed class Flash(IHttpContextAccessor http)
{
    private const string Cookie = "flash";

    public static void Say(HttpResponse response, string text) =>
        response.Cookies.Append(Cookie, Uri.EscapeDataString(text), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromMinutes(1) });

    /// <summary>The sentence, once.</summary>
    public string? Take()
    {
        if (http.HttpContext is not { } context || !context.Request.Cookies.TryGetValue(Cookie, out var text) || string.IsNullOrEmpty(text)) return null;
        if (!context.Response.HasStarted) context.Response.Cookies.Delete(Cookie);
        return Uri.UnescapeDataString(text);
    }
}
