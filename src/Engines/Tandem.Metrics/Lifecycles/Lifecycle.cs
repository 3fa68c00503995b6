using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Lifecycles;

/// <summary>Persons (or groups of a type) by what they were before: new, returning, resurrecting, dormant.</summary>
public sealed record LifecycleQuestion(EventMatch Match, Buckets Buckets, string? GroupType)
{
    private const string Group = "group:";

    public IEnumerable<string> EventNames => Match.Event is null ? [] : [Match.Event];

    public static LifecycleQuestion Read(Fields fields, DateTimeZone zone)
    {
        var match = EventMatch.Of(fields);
        var buckets = Buckets.Of(Calendar.Read(fields, zone), DateRange.Read(fields, zone));
        var by = fields.Text("aggregate_by") ?? "person";
        fields.Done();
        if (by == "person") return new(match, buckets, null);
        return by.StartsWith(Group, StringComparison.Ordinal) && by.Length > Group.Length
            ? new(match, buckets, by[Group.Length..]) : throw new QuestionException(fields.At("aggregate_by"), "not_one_of", "person, group:TYPE");
    }
}

/// <summary>By period; dormant is negative. New + returning + resurrecting = active.</summary>
public sealed record LifecycleAnswer(IReadOnlyList<string> Days, int[] New, int[] Returning, int[] Resurrecting, int[] Dormant);

/// <summary>
/// Rows: actor (VARCHAR), bucket (INTEGER, −1 = the period before the range) in which it was active, each once, and when it was created (BIGINT, microseconds);
/// ordered by actor and bucket. A person's creation is that of the row of persons, for those without one their first event.
/// </summary>
public static class LifecyclePlan
{
    public static SqlText Of(LifecycleQuestion question, ProductEvents events)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var where = scan.Matches(question.Match);
        var bucket = Dialect.Bucket(question.Buckets, EventScan.Time);
        var range = new DateRange(question.Buckets.Start(-1), question.Buckets.Range.To);
        return question.GroupType is { } type ? Groups(sql, scan, events, type, (bucket, where, range)) : Persons(sql, scan, events, (bucket, where, range));
    }

    private static SqlText Persons(SqlWriter sql, EventScan scan, ProductEvents events, (string Bucket, string Where, DateRange Range) part)
    {
        var active = $"SELECT DISTINCT {scan.Person} AS who, {part.Bucket} AS bucket{scan.From(part.Range, part.Where)}";
        var first = $"SELECT a.person AS who, min(e.ts) AS first FROM events e JOIN actors a ON a.product = {events.Product} AND a.actor = e.actor WHERE e.product = {events.Product} GROUP BY 1";
        sql.Write($"WITH active AS ({active}), first AS ({first}) SELECT active.who::VARCHAR, bucket, {Dialect.Micros("coalesce(p.created, first.first)")}");
        sql.Write($" FROM active JOIN first ON first.who = active.who LEFT JOIN persons p ON p.product = {events.Product} AND p.person = active.who ORDER BY active.who, bucket");
        return sql.Done();
    }

    private static SqlText Groups(SqlWriter sql, EventScan scan, ProductEvents events, string type, (string Bucket, string Where, DateRange Range) part)
    {
        var key = Dialect.Property(sql, Dialect.Property(sql, "e.props", "$groups"), type);
        var active = $"SELECT DISTINCT {key} AS who, {part.Bucket} AS bucket{scan.From(part.Range, $"{part.Where} AND {key} IS NOT NULL")}";
        var first = $"SELECT {key} AS who, min(e.ts) AS first FROM events e WHERE e.product = {events.Product} AND {key} IS NOT NULL GROUP BY 1";
        sql.Write($"WITH active AS ({active}), first AS ({first}) SELECT active.who, bucket, {Dialect.Micros("coalesce(g.created, first.first)")}");
        sql.Write($" FROM active JOIN first ON first.who = active.who LEFT JOIN groups g ON g.product = {events.Product} AND g.type = {sql.Parameter(type)} AND g.key = active.who ORDER BY active.who, bucket");
        return sql.Done();
    }
}

/// <summary>Fed with the plan's rows.</summary>
public sealed class LifecycleTally
{
    private readonly LifecycleQuestion _question;
    private string? _actor;
    private int _last;

    public LifecycleTally(LifecycleQuestion question)
    {
        _question = question;
        var count = question.Buckets.Count;
        Answer = new(question.Buckets.Labels(), new int[count], new int[count], new int[count], new int[count]);
    }

    public LifecycleAnswer Answer { get; }

    public void Add(string actor, int bucket, long created)
    {
        if (actor != _actor) End();
        else if (bucket > _last + 1) Sleep();
        var isNew = _question.Buckets.IndexOf(created) >= bucket;
        if (bucket >= 0) (isNew ? Answer.New : actor == _actor && _last == bucket - 1 ? Answer.Returning : Answer.Resurrecting)[bucket]++;
        (_actor, _last) = (actor, bucket);
    }

    /// <summary>To be called once after the last row.</summary>
    public void End()
    {
        if (_actor is not null) Sleep();
        _actor = null;
    }

    /// <summary>The period after the last active one, where it is in the range.</summary>
    private void Sleep()
    {
        if (_last + 1 < Answer.Dormant.Length) Answer.Dormant[_last + 1]--;
    }
}
