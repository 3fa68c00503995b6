using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Extensions;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Layout;

/// <summary>Real times in the reader's own zone (UTC where none is set).</summary>
internal sealed class PersonTime(IHttpContextAccessor http, TimeProvider time)
{
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(6);

    public string Zone => http.HttpContext?.User.FindFirst(TandemClaims.Zone)?.Value ?? "UTC";

    public string At(DateTime utc) =>
        Formats.Instant(DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToInstant().InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc).ToDateTimeUnspecified());

    public bool IsNow(DateTime utc) => time.GetUtcNow().UtcDateTime - utc < JustNow;

    /// <summary>Whole days until then, at least one.</summary>
    public int DaysUntil(DateTime utc) => Math.Max(1, (int)Math.Ceiling((utc - time.GetUtcNow().UtcDateTime).TotalDays));
}
