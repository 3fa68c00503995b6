using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Web;

/// <summary>
/// Looking back: a person's browser may ask for a past moment (cookie <c>as-of</c>, an ISO date or instant). Product clocks then say so, pages show what was known
/// by then, and every write is refused.
/// </summary>
public static class AsOf
{
    public const string Cookie = "as-of";

    public static DateTime? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Cookie, out var text)
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <exception cref="ProblemException">409 <c>past_is_read_only</c>.</exception>
    public static void RefuseWrites(ActorScope actor)
    {
        if (actor.AsOf is not null) throw new ProblemException(409, "past_is_read_only");
    }
}
