using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Paths;

/// <summary>
/// The ways persons take from node to node. A node is position and name: a page view's address, a screen's or an event's name. A path ends after a pause of 30 minutes
/// and after so many steps; only the heaviest links are given.
/// </summary>
public sealed record PathQuestion(IReadOnlyList<string> Events, DateRange Range, int StepLimit, int EdgeLimit, string? Start, string? End, IReadOnlyList<Filter> Filters)
{
    public const long Pause = 30 * 60 * ZoneTable.Second;

    public static PathQuestion Read(Fields fields, DateTimeZone zone)
    {
        var question = new PathQuestion(fields.List("events", 0, 50, (value, path) => Fields.AsText(value, path)), DateRange.Read(fields, zone),
            fields.Int("step_limit", 2, 20, 5), fields.Int("edge_limit", 1, 1000, 50), fields.Text("start_point"), fields.Text("end_point"), Filter.ReadAll(fields));
        fields.Done();
        return question;
    }
}

/// <summary>Rows ordered by person and time: person (INTEGER), time (BIGINT), name (VARCHAR).</summary>
public static class PathPlan
{
    public static SqlText Of(PathQuestion question, ProductEvents events, IReadOnlyDictionary<int, string> names)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var any = question.Events.Count == 0 ? "TRUE" : $"({string.Join(" OR ", question.Events.Select(scan.IsNamed))})";
        var name = names.Count == 0 ? "''" : $"CASE {string.Join(' ', names.Select(n => $"WHEN e.event = {n.Key} THEN {Node(sql, scan, n.Value)}"))} ELSE '' END";
        var columns = $"SELECT {scan.Person} AS who, {Dialect.Micros(EventScan.Time)} AS time, {name}";
        return sql.Write($"{columns}{scan.From(question.Range, $"{any} AND {scan.All(question.Filters)}")} ORDER BY who, time, e.seq").Done();
    }

    private static string Node(SqlWriter sql, EventScan scan, string name) => name switch
    {
        "$pageview" => $"coalesce(regexp_replace({scan.Property(Owner.Event, "$current_url")}, '(.)/$', '\\1'), '')",
        "$screen" => $"coalesce({scan.Property(Owner.Event, "$screen_name")}, '')",
        _ => sql.Parameter(name),
    };
}

/// <summary>Links are [source, target, persons, mean milliseconds], heaviest first.</summary>
public sealed record PathAnswer(IReadOnlyList<object[]> Links, IReadOnlyList<string> Columns);
