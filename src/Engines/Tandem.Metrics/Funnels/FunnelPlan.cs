using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;

namespace Tandem.Metrics.Funnels;

/// <summary>
/// Rows of a funnel, ordered by person, time and arrival: person (INTEGER), time (BIGINT, microseconds), mask (INTEGER), and with a breakdown its value
/// (VARCHAR). Bit k−1 of the mask says that the event matches step k; the bits after the steps say the same of the exclusions.
/// </summary>
public static class FunnelPlan
{
    public static SqlText Of(FunnelQuestion question, ProductEvents events)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var matches = question.Steps.Concat(question.Exclusions.Select(x => x.Match)).Select(m => scan.Matches(m)).ToList();
        var mask = string.Join(" | ", matches.Select((m, i) => $"(({m})::INTEGER << {i})"));
        var value = question.Breakdown is { } breakdown ? $", {scan.Value(breakdown.By)} AS value" : "";
        // a strict funnel must see every event in between, the others only what can match
        var any = question.Order == StepOrder.Strict ? "TRUE" : $"({string.Join(" OR ", matches.Distinct())})";
        var columns = $"SELECT {scan.Person} AS who, {Dialect.Micros(EventScan.Time)} AS time, {mask} AS mask{value}";
        var condition = $"{any} AND {scan.All(question.Filters)}";
        string?[] names = question.Order == StepOrder.Strict ? [null] : [.. question.Steps.Concat(question.Exclusions.Select(x => x.Match)).Select(m => m.Event)];
        return sql.Write($"{columns}{scan.From(question.Range, condition, names)} ORDER BY who, time, e.seq").Done();
    }
}
