using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Sessions;

/// <summary>How a request says who it is from: a bearer token if it carries one, else the session's cookie.</summary>
internal static class Schemes
{
    public const string Either = "tandem", Bearer = "bearer", Cookie = "cookie";

    public static void AddSchemes(this IServiceCollection services)
    {
        services.AddScoped<SignedInReads>().AddSingleton<SignedInCache>().AddSingleton<SessionCookie>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, policy => policy.ForwardDefaultSelector = http => BearerTokens.Carries(http.Request) ? Bearer : Cookie)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(Bearer, null)
            .AddCookie(Cookie, options =>
            {
                options.Cookie.Name = "tandem";
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.ExpireTimeSpan = TimeSpan.FromDays(1);
                options.SlidingExpiration = true;
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "next";
                options.EventsType = typeof(SessionCookie);
            });
    }

    /// <summary>A browser that opens a page; all else gets a problem to read, not a redirect.</summary>
    public static bool OpensPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    public static Task RefuseAsync(HttpContext http, int status, string code)
    {
        if (status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemHandler.WriteAsync(http, http.RequestServices.GetRequiredService<Kernel.Wording.Words>(), new ProblemException(status, code), http.RequestAborted);
    }
}
