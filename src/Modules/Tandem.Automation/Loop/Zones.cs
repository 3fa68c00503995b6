using NodaTime;

namespace Tandem.Automation.Loop;

/// <summary>Between a zone's wall clock and UTC, by the zone list that comes with the program.</summary>
internal static class Zones
{
    /// <summary>A wall time that a clock change skips is moved on by the change; one that comes twice is the first.</summary>
    public static DateTime ToUtc(DateTime local, string zone) =>
        LocalDateTime.FromDateTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUtc();

    public static DateTime ToLocal(DateTime utc, string zone) =>
        Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified();

    /// <summary>The instant at which a day is over.</summary>
    public static DateTime EndOf(DateOnly day, string zone) => ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);
}
