using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Web;

/// <summary>After authorisation: sets the request's actor and past moment, remembers the product or project a page is about, and holds forms to their token.</summary>
internal sealed class RequestScope(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, ActorScope scope, IAntiforgery antiforgery)
    {
        scope.Current = TandemClaims.Read(http.User);
        if (scope.Current.Kind == ActorKind.Person) scope.AsOf = AsOf.Read(http.Request);
        Remember(http, "productId", ShellState.ProductCookie);
        Remember(http, "projectId", ShellState.ProjectCookie);
        // what the framework found counts for nothing: it knows of no exemptions, and would break off a form that is bound without a token
        http.Features.Set<IAntiforgeryValidationFeature>(Judged.Instance);
        if (NeedsToken(http) && !await antiforgery.IsRequestValidAsync(http)) throw new ProblemException(400, "antiforgery");
        await next(http);
    }

    /// <summary>Only what a browser could be made to send with its cookies; bearer calls and ingest (marked) are exempt.</summary>
    private static bool NeedsToken(HttpContext http) =>
        http.GetEndpoint() is { } endpoint && !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))
        && endpoint.Metadata.GetMetadata<CalledByMachines>() is null
        && !http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Held to its token here, or exempt.</summary>
    private sealed class Judged : IAntiforgeryValidationFeature
    {
        public static readonly Judged Instance = new();

        public bool IsValid => true;

        public Exception? Error => null;
    }

    private static void Remember(HttpContext http, string route, string cookie)
    {
        if (HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/api") && http.Request.RouteValues[route]?.ToString() is { } id && http.Request.Cookies[cookie] != id && Guid.TryParse(id, out _))
            http.Response.Cookies.Append(cookie, id, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
    }
}

/// <summary>Marks endpoints that carry their own key (ingest): no cookie, so no antiforgery token. Put it on the endpoint with <c>WithMetadata</c>.</summary>
public sealed class CalledByMachines;

/// <summary>Language of a request: this browser's choice (cookie), the person's setting, the browser's languages.</summary>
internal sealed class LanguageOfRequest : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext http)
    {
        var chosen = http.Request.Cookies["language"] ?? http.User.FindFirst(TandemClaims.Language)?.Value;
        return Task.FromResult(chosen is "en" or "zh-CN" ? new ProviderCultureResult(chosen) : null);
    }
}
