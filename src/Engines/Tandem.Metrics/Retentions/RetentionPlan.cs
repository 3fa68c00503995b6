using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Retentions;

/// <summary>
/// Calendar periods: rows of person (INTEGER), bucket (INTEGER, −1 = before the range), and how many events there (BIGINT each) match the target, the returning event,
/// and the target's name whatever its properties. 24-hour windows: rows of person, time (BIGINT, microseconds), mask (INTEGER: 1 target, 2 returning, 4 name).
/// Both ordered by person and time.
/// </summary>
public static class RetentionPlan
{
    private const long Ever = 0; // no event is older than 1970

    public static SqlText Of(RetentionQuestion question, ProductEvents events)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var target = scan.Matches(question.Target.And(question.Filters));
        var returning = scan.Matches(question.Returning.And(question.Filters));
        var named = scan.Matches(new EventMatch(question.Target.Event, [.. question.Filters.Where(f => f.Owner == Owner.Person)]));
        var first = question.Type switch { CohortType.FirstTime => target, CohortType.FirstEver => named, _ => "FALSE" };
        var start = Dialect.Time(question.Buckets.Range.From);
        var range = question.Type == CohortType.Recurring ? question.Buckets.Range : new DateRange(Ever, question.Buckets.Range.To);
        var condition = $"(({target} OR {returning}) AND {EventScan.Time} >= {start} OR {first})";
        return question.Windows == WindowMode.Calendar
            ? Calendar(sql, scan, question, (target, returning, named), (range, condition, start))
            : Moments(sql, scan, (target, returning, named), range, condition);
    }

    private static SqlText Calendar(SqlWriter sql, EventScan scan, RetentionQuestion question, (string Target, string Returning, string Named) tests,
        (DateRange Range, string Condition, string Start) part)
    {
        var bucket = $"CASE WHEN {EventScan.Time} < {part.Start} THEN -1 ELSE {Dialect.Bucket(question.Buckets, EventScan.Time)} END";
        sql.Write($"SELECT {scan.Person} AS who, {bucket} AS bucket, count_if({tests.Target})::BIGINT, count_if({tests.Returning})::BIGINT, count_if({tests.Named})::BIGINT");
        return sql.Write($"{scan.From(part.Range, part.Condition, question.Target.Event, question.Returning.Event)} GROUP BY who, bucket ORDER BY who, bucket").Done();
    }

    private static SqlText Moments(SqlWriter sql, EventScan scan, (string Target, string Returning, string Named) tests, DateRange range, string condition)
    {
        var mask = $"({tests.Target})::INTEGER | (({tests.Returning})::INTEGER << 1) | (({tests.Named})::INTEGER << 2)";
        sql.Write($"SELECT {scan.Person} AS who, {Dialect.Micros(EventScan.Time)} AS time, {mask} AS mask");
        return sql.Write($"{scan.From(range, condition)} ORDER BY who, time, e.seq").Done();
    }
}
