using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tandem.Access.Sessions;

/// <summary>Signs in <c>Authorization: Bearer TOKEN</c>.</summary>
internal sealed class BearerTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, SignedInCache known)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    private const string Prefix = "Bearer ";

    public static bool Carries(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Carries(Request)) return AuthenticateResult.NoResult();
        var who = await known.OfTokenAsync(Request.Headers.Authorization.ToString()[Prefix.Length..].Trim());
        return who is null ? AuthenticateResult.Fail("unknown token") : AuthenticateResult.Success(new AuthenticationTicket(who.Principal(Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Schemes.RefuseAsync(Context, StatusCodes.Status401Unauthorized, "unauthorized");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Schemes.RefuseAsync(Context, StatusCodes.Status403Forbidden, "forbidden");
}
