using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Time;
using Tandem.Metrics.Trends;

namespace Tandem.Metrics.ActiveUsers;

/// <summary>
/// Persons with an event: in each period (dau), or in the days that end with it (wau 7, mau 30, or as asked), which then reach back before the range.
/// It is a trend of one series.
/// </summary>
public static class ActiveUsersQuestion
{
    private static readonly Dictionary<string, Aggregate> Metrics =
        new() { ["dau"] = Aggregate.Persons, ["wau"] = Aggregate.RollingWeek, ["mau"] = Aggregate.RollingMonth };

    public static TrendsQuestion Read(Fields fields, DateTimeZone zone)
    {
        var math = fields.Choice("metric", Metrics, "dau");
        var series = new TrendSeries(EventMatch.Of(fields), math);
        if (fields.Has("rolling_days")) series = series with { RollingDays = fields.Int("rolling_days", 1, 366, series.RollingDays) };
        var question = new TrendsQuestion([series], Buckets.Of(Calendar.Read(fields, zone), DateRange.Read(fields, zone)), null, [], null, []);
        fields.Done();
        return question;
    }
}

/// <summary>Labels of the periods and the number of persons in each.</summary>
public sealed record ActiveUsersAnswer(IReadOnlyList<string> Days, decimal[] Data);
