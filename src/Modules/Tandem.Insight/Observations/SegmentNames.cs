using Tandem.Insight.Metrics;
using Tandem.Insight.Questions;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Insight.Observations;

/// <summary>Readable names of segment values: what the naming property says most often beside the value (a stock code's description).</summary>
internal sealed class SegmentNames(Asker asker, AnswerCache cache)
{
    private static readonly DateRange Ever = new(0, ZoneTable.ToMicros(new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        IReadOnlyList<Metric> metrics, Subject subject, string key, IReadOnlyCollection<string> values, CancellationToken cancel)
    {
        var definition = metrics.Select(MetricDefinition.Of).FirstOrDefault(d => d.Segments.GetValueOrDefault(key) is not null);
        if (definition is null || values.Count == 0) return new Dictionary<string, string>();
        var name = (string?)definition.Series[0]!["event"];
        return await cache.GetAsync(asker, subject, $"names {name} {key} {string.Join('\n', values)}", () => AskAsync(definition, name, subject, key, values, cancel), cancel);
    }

    private async Task<Dictionary<string, string>> AskAsync(
        MetricDefinition definition, string? name, Subject subject, string key, IReadOnlyCollection<string> values, CancellationToken cancel)
    {
        var found = new Dictionary<string, string>();
        var events = await asker.EventsAsync(subject, name is null ? [] : [name], cancel);
        await asker.RunAsync(Plan(events, name, key, definition.Segments[key]!, values), chunk =>
        {
            for (var row = 0; row < chunk.Count; row++) if (chunk.Text(1, row) is { Length: > 0 } text) found[chunk.Text(0, row)!] = text;
        }, cancel);
        return found;
    }

    private static SqlText Plan(ProductEvents events, string? name, string key, string naming, IReadOnlyCollection<string> values)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var match = new EventMatch(name, [new(Owner.Event, key, Comparison.Exact, [.. values]), new(Owner.Event, naming, Comparison.IsSet, [])]);
        var columns = $"SELECT {scan.Property(Owner.Event, key)}, mode({scan.Property(Owner.Event, naming)})";
        return sql.Write($"{columns}{scan.From(Ever, scan.Matches(match))} GROUP BY 1").Done();
    }
}
