using Microsoft.AspNetCore.Http;

namespace Tandem.Delivery.Pages;

/// <summary>A sentence for the next page after a form was sent, and whether what it asked was done.</summary>
public sealed record FlashText(string Text, bool Done);

/// <summary>Hands such a sentence on: kept in a cookie that lives until it is shown.</summary>
internal sealed class Flash(IHttpContextAccessor http)
{
    private const string Cookie = "flash";
    private const char Good = '+', Refusal = '-';

    /// <summary>What came of a form.</summary>
    public static void Done(HttpResponse response, string text) => Keep(response, Good, text);

    /// <summary>Why what a form asked was not done.</summary>
    public static void Refused(HttpResponse response, string text) => Keep(response, Refusal, text);

    /// <summary>The sentence, once.</summary>
    public FlashText? Take()
    {
        if (http.HttpContext is not { } context || !context.Request.Cookies.TryGetValue(Cookie, out var kept) || string.IsNullOrEmpty(kept)) return null;
        if (!context.Response.HasStarted) context.Response.Cookies.Delete(Cookie);
        return Uri.UnescapeDataString(kept) is { Length: > 1 } text ? new(text[1..], text[0] == Good) : null;
    }

    private static void Keep(HttpResponse response, char kind, string text) =>
        response.Cookies.Append(Cookie, Uri.EscapeDataString(kind + text), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromMinutes(1) });
}
