using System.Security.Claims;
using Tandem.Kernel.Actors;

namespace Tandem.Access.Sessions;

/// <summary>Who a token or session stands for, as of now.</summary>
internal sealed record SignedIn(Actor Actor, string Stamp, string? Language, string? Zone, DateTime? ExpiresAt)
{
    public ClaimsPrincipal Principal(string scheme)
    {
        var identity = TandemClaims.Identity(Actor, scheme);
        if (Language is not null) identity.AddClaim(new(TandemClaims.Language, Language));
        if (Zone is not null) identity.AddClaim(new(TandemClaims.Zone, Zone));
        return new ClaimsPrincipal(identity);
    }
}
