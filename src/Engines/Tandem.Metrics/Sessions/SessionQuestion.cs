using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Sessions;

/// <summary>
/// Visits: a person's events with gaps of at most the timeout, at most so many hours long. A client's own <c>$session_id</c> wins. Off unless asked for: a new visit
/// after midnight of the zone, and when the campaign (<c>utm_campaign</c>) changes.
/// </summary>
public sealed record SessionQuestion(EventMatch Match, DateTimeZone Zone, DateRange Range, long Timeout, long Longest, bool AfterMidnight, bool OnCampaign)
{
    private static readonly DateRange Ever = new(0, ZoneTable.ToMicros(new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

    public const int MostListed = 10_000;

    public IEnumerable<string> EventNames => Match.Event is null ? [] : [Match.Event];

    public static SessionQuestion Read(Fields fields, DateTimeZone zone)
    {
        var match = new EventMatch(fields.Text("event"), Filter.ReadAll(fields));
        var range = fields.Has("date_from") || fields.Has("date_to") ? DateRange.Read(fields, zone) : Ever;
        var question = new SessionQuestion(match, zone, range, fields.Int("timeout_min", 1, 1440, 30) * 60 * ZoneTable.Second,
            fields.Int("max_hours", 1, 240, 24) * ZoneTable.Hour, fields.Flag("new_after_midnight"), fields.Flag("new_on_campaign"));
        fields.Done();
        return question;
    }
}

/// <summary>Rows ordered by person and time: person (INTEGER), time (BIGINT), session id of the client and campaign (VARCHAR, "" where absent).</summary>
public static class SessionPlan
{
    public static SqlText Of(SessionQuestion question, ProductEvents events)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var where = scan.Matches(question.Match);
        var columns = $"SELECT {scan.Person} AS who, {Dialect.Micros(EventScan.Time)} AS time, coalesce({scan.Property(Owner.Event, "$session_id")}, ''), coalesce({scan.Property(Owner.Event, "utm_campaign")}, '')";
        return sql.Write($"{columns}{scan.From(question.Range, where)} ORDER BY who, time, e.seq").Done();
    }
}

/// <summary>Sessions in order of start; the lists hold the first ones: events, seconds, start (UTC) and the person as distinct id.</summary>
public sealed record SessionAnswer(
    int Sessions, IReadOnlyList<int> EventsPerSession, IReadOnlyList<decimal> DurationsS, decimal? AvgDurationS, IReadOnlyList<DateTime> Starts, IReadOnlyList<string>? Persons);
