namespace Tandem.Automation.Loop;

/// <summary>Between a zone's wall clock and UTC.</summary>
internal static class Zones
{
    /// <summary>A wall time that a clock change skips is taken an hour later.</summary>
    public static DateTime ToUtc(DateTime local, string zone)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(info.IsInvalidTime(wall) ? wall.AddHours(1) : wall, info);
    }

    public static DateTime ToLocal(DateTime utc, string zone) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>The instant at which a day is over.</summary>
    public static DateTime EndOf(DateOnly day, string zone) => ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);
}
