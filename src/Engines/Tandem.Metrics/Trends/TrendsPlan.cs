using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;
using Period = Tandem.Metrics.Time.Period;

namespace Tandem.Metrics.Trends;

/// <summary>
/// One statement a series. Its rows: bucket (INTEGER; null = the whole range), value of the breakdown (VARCHAR), amount (DECIMAL or HUGEINT), divisor
/// (BIGINT, 0 = no value). A rolling series' rows: person (INTEGER), day (INTEGER, from the first day looked at), each once, ordered by person and day.
/// </summary>
public static class TrendsPlan
{
    /// <param name="kept">Values that stay apart when there are too many; the rest becomes "Other". Null keeps all.</param>
    public static SqlText Of(TrendsQuestion question, TrendSeries series, Buckets buckets, ProductEvents events, IReadOnlyList<string>? kept = null)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var match = series.Match.And(question.Filters);
        var part = new Part(series, buckets.Range, match, scan.Matches(match));
        if (series.Math.IsRolling()) return Rolling(sql, scan, RollingDays(buckets, series.RollingDays), part);
        var value = question.Breakdown is { } breakdown ? Kept(sql, scan.Value(breakdown), kept) : "''";
        var keys = $"{Dialect.Bucket(buckets, EventScan.Time)} AS bucket, {value} AS value";
        return series.Math.IsPerPerson() || series.AtLeast > 1
            ? PerPerson(sql, scan, keys, part)
            : Plain(sql, scan, keys, part);
    }

    /// <summary>The days that a rolling series looks at: its window reaches back before the range.</summary>
    public static Buckets RollingDays(Buckets buckets, int window)
    {
        var zone = buckets.Calendar.Zone;
        var early = buckets.Range.Shift(new(NodaTime.Period.FromDays(1 - window)), zone);
        return Buckets.Of(buckets.Calendar with { Period = Period.Day }, new(ZoneTable.StartOf(ZoneTable.ToInstant(early.From).InZone(zone).Date, zone), buckets.Range.To));
    }

    private static string Kept(SqlWriter sql, string value, IReadOnlyList<string>? kept) => kept is null
        ? value
        : $"CASE WHEN {value} IN ({string.Join(", ", kept.Select(sql.Parameter))}) THEN {value} ELSE '{Breakdown.Other}' END";

    private sealed record Part(TrendSeries Series, DateRange Range, EventMatch Match, string Condition);

    /// <summary>The filters stand at the aggregates and not in WHERE: there the database would take each property out of the JSON a second time.</summary>
    private static SqlText Plain(SqlWriter sql, EventScan scan, string keys, Part part)
    {
        var isFiltered = part.Match.Filters.Count > 0;
        var (amount, divisor) = Amount(scan, part.Series, isFiltered ? $" FILTER (WHERE {part.Condition})" : "");
        var sets = part.Series.Math.IsAdditive() ? "bucket, value" : "GROUPING SETS ((bucket, value), (value))";
        sql.Write($"SELECT {keys}, {amount} AS amount, {divisor} AS divisor{scan.From(part.Range, "TRUE", part.Match.Event)} GROUP BY {sets}");
        return sql.Write(isFiltered ? $" HAVING bool_or({part.Condition})" : "").Done();
    }

    private static SqlText PerPerson(SqlWriter sql, EventScan scan, string keys, Part part)
    {
        var inner = $"SELECT {keys}, {scan.Person} AS who, count(*) AS n";
        var (amount, divisor) = part.Series.Math switch
        {
            Aggregate.AveragePerPerson => ("sum(n)", "count(*)"),
            Aggregate.LeastPerPerson => ("min(n)::HUGEINT", "1::BIGINT"),
            Aggregate.MostPerPerson => ("max(n)::HUGEINT", "1::BIGINT"),
            _ => ("count(*)::HUGEINT", "1::BIGINT"),
        };
        sql.Write($"SELECT bucket, value, {amount} AS amount, {divisor} AS divisor FROM (");
        sql.Write($"{inner}{scan.From(part.Range, part.Condition, part.Match.Event)} GROUP BY GROUPING SETS ((bucket, value, who), (value, who))");
        return sql.Write($") WHERE n >= {part.Series.AtLeast} GROUP BY bucket, value").Done();
    }

    private static (string Amount, string Divisor) Amount(EventScan scan, TrendSeries series, string filter)
    {
        var number = series.Property is null ? "NULL" : Dialect.Number(scan.Property(Owner.Event, series.Property));
        var one = series.Property is null ? "1::BIGINT" : $"least(count({number}){filter}, 1)";
        return series.Math switch
        {
            Aggregate.Total => ($"(count(*){filter})::HUGEINT", one),
            Aggregate.Persons => ($"(count(DISTINCT {scan.Person}){filter})::HUGEINT", one),
            Aggregate.Sessions => ($"(count(DISTINCT {scan.Property(Owner.Event, "$session_id")}){filter})::HUGEINT", one),
            Aggregate.Sum => ($"sum({number}){filter}", one),
            Aggregate.Average => ($"sum({number}){filter}", $"count({number}){filter}"),
            Aggregate.Least => ($"min({number}){filter}", one),
            Aggregate.Most => ($"max({number}){filter}", one),
            _ => ($"quantile_cont({number}, {Quantile(series.Math)}){filter}", one),
        };
    }

    private static string Quantile(Aggregate math) => math switch
    {
        Aggregate.Percentile75 => "0.75",
        Aggregate.Percentile90 => "0.9",
        Aggregate.Percentile95 => "0.95",
        Aggregate.Percentile99 => "0.99",
        _ => "0.5",
    };

    private static SqlText Rolling(SqlWriter sql, EventScan scan, Buckets days, Part part)
    {
        var columns = $"SELECT DISTINCT {scan.Person} AS who, {Dialect.Bucket(days, EventScan.Time)} AS day";
        return sql.Write($"{columns}{scan.From(days.Range, part.Condition, part.Match.Event)} ORDER BY who, day").Done();
    }
}
