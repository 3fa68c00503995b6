using System.Globalization;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Sql;

/// <summary>How DuckDB says what plans need. The one place that changes when a plan is to run elsewhere.</summary>
public static class Dialect
{
    /// <summary>Exact sums: the sent text as a decimal with 9 places and up to 18 before them (what is larger or no number counts as absent), never by way of a double.</summary>
    public const string Decimal = "DECIMAL(27,9)";

    public static string Time(long micros) =>
        $"TIMESTAMP '{ZoneTable.ToDateTime(micros).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";

    public static string Micros(string time) => $"epoch_us({time})";

    /// <summary>A top-level property as text, null where absent: numbers and flags as written, strings without quotes.</summary>
    public static string Property(SqlWriter sql, string json, string key) => $"json_extract_string({json}, {Path(sql, key)})";

    /// <summary>Several properties at once, as a list of texts.</summary>
    public static string Properties(SqlWriter sql, string json, IReadOnlyList<string> keys) =>
        $"json_extract_string({json}, [{string.Join(", ", keys.Select(key => Path(sql, key)))}])";

    private static string Path(SqlWriter sql, string key) => sql.Parameter("/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    /// <summary>Nearly all numbers fit the 64-bit decimal, which DuckDB reads ten times as fast; only the others go through the wide one.</summary>
    public static string Number(string text) => $"coalesce(TRY_CAST({text} AS DECIMAL(18,9)), TRY_CAST({text} AS {Decimal}))";

    /// <summary>True, false or null (absent) for a filter's positive form over <paramref name="text"/>.</summary>
    public static string Compare(SqlWriter sql, string text, Filter filter) => filter.Comparison switch
    {
        Comparison.Exact => Any(sql, text, filter, false),
        Comparison.IsNot => Any(sql, text, filter, true),
        Comparison.Contains => Each(filter, v => $"contains(lower({text}), lower({sql.Parameter(v)}))"),
        Comparison.NotContains => None(filter, v => $"contains(lower({text}), lower({sql.Parameter(v)}))"),
        Comparison.StartsWith => Each(filter, v => $"starts_with({text}, {sql.Parameter(v)})"),
        Comparison.NotStartsWith => None(filter, v => $"starts_with({text}, {sql.Parameter(v)})"),
        Comparison.Matches => Each(filter, v => $"regexp_full_match({text}, {sql.Parameter(v)})"),
        Comparison.NotMatches => None(filter, v => $"regexp_full_match({text}, {sql.Parameter(v)})"),
        Comparison.Above => Each(filter, v => $"{Number(text)} > {Number(sql.Parameter(v))}"),
        Comparison.AtLeast => Each(filter, v => $"{Number(text)} >= {Number(sql.Parameter(v))}"),
        Comparison.Below => Each(filter, v => $"{Number(text)} < {Number(sql.Parameter(v))}"),
        Comparison.AtMost => Each(filter, v => $"{Number(text)} <= {Number(sql.Parameter(v))}"),
        Comparison.IsSet => $"{text} <> ''",
        _ => $"coalesce({text}, '') = ''",
    };

    /// <summary>Index of a time's bucket: local time by the zone's own offsets, then whole-number arithmetic. No calendar library runs a row.</summary>
    public static string Bucket(Buckets buckets, string time)
    {
        var period = buckets.Calendar.Period;
        var local = $"({Micros(time)} + {Offset(buckets, time, period == Period.Hour)})";
        return period switch
        {
            Period.Hour => $"CAST({local} // {ZoneTable.Hour} - {buckets.Origin} AS INTEGER)",
            Period.Day => $"CAST({local} // {ZoneTable.Day} - {buckets.Origin} AS INTEGER)",
            Period.Week => $"CAST(({local} // {ZoneTable.Day} + {buckets.Calendar.WeekShift}) // 7 - {buckets.Origin} AS INTEGER)",
            _ => $"CAST(year(make_timestamp({local})) * 12 + month(make_timestamp({local})) - 1 - {buckets.Origin} AS INTEGER)",
        };
    }

    private static string Offset(Buckets buckets, string time, bool withinHour)
    {
        var stretches = buckets.Table.Stretches.Select(s => (s.Start, Offset: withinHour ? s.Offset % ZoneTable.Hour : s.Offset)).ToList();
        if (stretches.Select(s => s.Offset).Distinct().Count() == 1) return stretches[0].Offset.ToString(CultureInfo.InvariantCulture);
        var cases = stretches.Skip(1).Select((s, i) => $"WHEN {time} < {Time(s.Start)} THEN {stretches[i].Offset}");
        return $"CASE {string.Join(" ", cases)} ELSE {stretches[^1].Offset} END";
    }

    private static string Any(SqlWriter sql, string text, Filter filter, bool negated)
    {
        var list = string.Join(", ", filter.Values.Select(sql.Parameter));
        return negated ? $"({text} IS NULL OR {text} NOT IN ({list}))" : $"{text} IN ({list})";
    }

    private static string Each(Filter filter, Func<string, string> test) => $"({string.Join(" OR ", filter.Values.Select(test))})";

    private static string None(Filter filter, Func<string, string> test) => $"NOT coalesce({Each(filter, test)}, FALSE)";
}
