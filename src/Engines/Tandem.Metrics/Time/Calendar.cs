using NodaTime;
using Tandem.Metrics.Asking;

namespace Tandem.Metrics.Time;

/// <summary>How a question cuts time: the product's zone, the period, the first day of a week.</summary>
public sealed record Calendar(DateTimeZone Zone, Period Period, IsoDayOfWeek WeekStart = IsoDayOfWeek.Monday)
{
    /// <summary>1970-01-01 was a Thursday: days to add so that weeks divide evenly by 7.</summary>
    public int WeekShift => (4 - (int)WeekStart + 7) % 7;

    public static Calendar Read(Fields fields, DateTimeZone zone, string name = "interval") =>
        new(zone, fields.Choice(name, Periods.ByName, "day"), fields.Choice("week_start", Periods.WeekStarts, "monday"));

    public static DateTimeZone ZoneOf(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new ArgumentException($"no such time zone: {id}", nameof(id));
}
