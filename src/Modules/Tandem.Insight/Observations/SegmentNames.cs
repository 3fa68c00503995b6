using Tandem.Insight.Metrics;
using Tandem.Insight.Questions;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;

namespace Tandem.Insight.Observations;

/// <summary>Readable names of segment values: what the naming property first said beside the value (a stock code's description). First, so that no later event renames the past.</summary>
internal sealed class SegmentNames(Asker asker, AnswerCache cache)
{
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        IReadOnlyList<Metric> metrics, Subject subject, string key, IReadOnlyCollection<string> values, CancellationToken cancel)
    {
        var definition = metrics.Select(MetricDefinition.Of).FirstOrDefault(d => d.Segments.GetValueOrDefault(key) is not null);
        if (definition is null || values.Count == 0) return new Dictionary<string, string>();
        var name = (string?)definition.Series[0]!["event"];
        var all = await cache.GetAsync(asker, subject.Unbounded, $"names {name} {key}", () => AskAsync(definition, name, subject.Unbounded, key, cancel), cancel);
        return values.Where(all.ContainsKey).Distinct().ToDictionary(value => value, value => all[value]);
    }

    private async Task<Dictionary<string, string>> AskAsync(MetricDefinition definition, string? name, Subject subject, string key, CancellationToken cancel)
    {
        var found = new Dictionary<string, string>();
        var events = await asker.EventsAsync(subject, name is null ? [] : [name], cancel);
        await asker.RunAsync(Plan(events, name, key, definition.Segments[key]!), chunk =>
        {
            for (var row = 0; row < chunk.Count; row++) if (chunk.Text(1, row) is { Length: > 0 } text) found[chunk.Text(0, row)!] = text;
        }, cancel);
        return found;
    }

    private static SqlText Plan(ProductEvents events, string? name, string key, string naming)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var match = new EventMatch(name, [new(Owner.Event, key, Comparison.IsSet, []), new(Owner.Event, naming, Comparison.IsSet, [])]);
        var columns = $"SELECT {scan.Property(Owner.Event, key)}, arg_min({scan.Property(Owner.Event, naming)}, {EventScan.Time})";
        return sql.Write($"{columns}{scan.From(Extent.Ever, scan.Matches(match))} GROUP BY 1").Done();
    }
}
