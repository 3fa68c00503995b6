using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Stickinesses;

/// <summary>
/// In how many periods persons have the event. <paramref name="Group"/> periods make one; only those count in which the number of events meets the criterion.
/// </summary>
public sealed record StickinessQuestion(EventMatch Match, Buckets Buckets, int Group, bool IsAtMost, int Number, Buckets? Previous)
{
    private static readonly Dictionary<string, bool> Operators = new() { ["gte"] = false, ["lte"] = true };

    public IEnumerable<string> EventNames => Match.Event is null ? [] : [Match.Event];

    /// <summary>Bars: as many as periods touch the range.</summary>
    public static int Bars(Buckets buckets, int group) => (buckets.Count + group - 1) / group;

    public static StickinessQuestion Read(Fields fields, DateTimeZone zone)
    {
        var match = EventMatch.Of(fields);
        var calendar = Calendar.Read(fields, zone);
        var range = DateRange.Read(fields, zone);
        var group = fields.Int("interval_count", 1, 1000, 1);
        var (isAtMost, number) = fields.Value("criteria") is { } criteria ? ReadCriteria(new Fields(criteria, fields.At("criteria"))) : (false, 1);
        var earlier = fields.Text("compare_to") is { } text ? range.Shift(text == "previous" ? range.Back(zone) : LocalDateShift.Read(text, fields.At("compare_to")), zone) : (DateRange?)null;
        fields.Done();
        return new(match, Buckets.Of(calendar, range), group, isAtMost, number, earlier is { } before ? Buckets.Of(calendar, before) : null);
    }

    private static (bool, int) ReadCriteria(Fields own)
    {
        var criterion = (own.Choice("op", Operators, "gte"), own.Int("value", 1, 1_000_000, 1));
        own.Done();
        return criterion;
    }
}

/// <summary>Rows: number of periods (INTEGER), persons active in exactly so many (BIGINT).</summary>
public static class StickinessPlan
{
    public static SqlText Of(StickinessQuestion question, Buckets buckets, ProductEvents events)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var where = scan.Matches(question.Match);
        var period = $"({Dialect.Bucket(buckets, EventScan.Time)}) // {question.Group}";
        var inner = $"SELECT {scan.Person} AS who, {period} AS period, count(*) AS n{scan.From(buckets.Range, where)} GROUP BY 1, 2";
        var test = $"n {(question.IsAtMost ? "<=" : ">=")} {question.Number}";
        return sql.Write($"SELECT periods::INTEGER, count(*) FROM (SELECT who, count(*) AS periods FROM ({inner}) WHERE {test} GROUP BY who) GROUP BY 1").Done();
    }
}

/// <summary>data[k−1] persons were active in exactly k periods.</summary>
public sealed record StickinessAnswer(long[] Data, long TotalPersons, long[]? Previous);
