using Tandem.Automation.Looks;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Closes;

/// <summary>Reads the series of rules and metrics up to a data-through date; each once a scope.</summary>
internal sealed class SeriesReader(ISeries series, IProducts products, SeriesMemory memory)
{
    private readonly Dictionary<(MetricId, string?, Interval, DateOnly), RuleSeries> _read = [];
    private readonly Dictionary<ProductId, IReadOnlyList<MetricInfo>> _metrics = [];

    /// <summary>Null where the product has no such metric.</summary>
    public async Task<MetricInfo?> MetricAsync(ProductId product, MetricId id, CancellationToken cancel)
    {
        if (!_metrics.TryGetValue(product, out var metrics)) _metrics[product] = metrics = await series.MetricsAsync(product, cancel);
        return metrics.FirstOrDefault(m => m.Id == id);
    }

    /// <summary>What a rule reads; null where the product has no complete period yet.</summary>
    public async Task<RuleSeries?> ReadAsync(Rule rule, DateOnly through, CancellationToken cancel)
    {
        var read = await ReadAsync(rule.Product, rule.Metric, rule.SegmentKey, rule.Interval, through, cancel);
        if (read is null || rule.SegmentKey is null || rule.ValueMetric is not { } money) return read;
        var value = await ReadAsync(rule.Product, money, rule.SegmentKey, rule.Interval, through, cancel);
        return Copy(read, value!.Values);
    }

    /// <summary>A whole metric from its first full period on.</summary>
    public Task<RuleSeries?> WholeAsync(ProductId product, MetricId metric, Interval interval, DateOnly through, CancellationToken cancel) =>
        ReadAsync(product, metric, null, interval, through, cancel);

    /// <summary>The complete periods of one signal's number from a day on: the same question again.</summary>
    public async Task<IReadOnlyList<EvidencePoint>> SinceAsync(Rule rule, string segment, DateOnly from, DateOnly through, CancellationToken cancel)
    {
        if (from > through) return [];
        if (_read.TryGetValue((rule.Metric, rule.SegmentKey, rule.Interval, through), out var known))
            return [.. known.Periods.Zip(known.Values.GetValueOrDefault(segment) ?? new decimal[known.Periods.Count]).Where(p => p.First.From >= from).Select(p => new EvidencePoint(p.First.From, p.First.To, p.Second))];
        var only = rule.SegmentKey is { } key ? new Segment(key, segment) : null;
        var answer = await series.GetAsync(rule.Product, rule.Metric, only, rule.Interval, from, through, cancel);
        return [.. answer.Points.Where(p => p.Complete).Select(p => new EvidencePoint(p.From, p.To, p.Value))];
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(Rule rule, IReadOnlyCollection<string> segments, CancellationToken cancel)
    {
        if (rule.SegmentKey is not { } key || segments.Count == 0) return new Dictionary<string, string>();
        var known = memory.Names(rule.Product, key);
        var unknown = segments.Where(s => !known.ContainsKey(s)).ToList();
        if (unknown.Count > 0)
            foreach (var (segment, name) in await series.SegmentNamesAsync(rule.Product, key, unknown, cancel)) known[segment] = name;
        return known;
    }

    private async Task<RuleSeries?> ReadAsync(ProductId product, MetricId metric, string? key, Interval interval, DateOnly through, CancellationToken cancel)
    {
        if (_read.TryGetValue((metric, key, interval, through), out var known)) return known;
        if (await memory.FirstDayAsync(product, () => series.FirstDayAsync(product, cancel)) is not { } first) return null;
        var from = Periods.Start(first, interval);
        if (key is null && from < first) from = Periods.Next(from, interval);
        if (from > through) return null;
        var before = await MetricAsync(product, metric, cancel) is { } info && memory.Find(product, info, key, interval) is { } kept && kept.Periods[0].From == from && kept.Periods[^1].To <= through ? kept : null;
        var made = before?.Periods[^1].To == through ? before : await AskAsync(product, metric, key, interval, before?.Periods[^1].To.AddDays(1) ?? from, through, cancel);
        if (before is null && made.Periods.Count == 0) return null;
        if (before is not null && made.Metric.Version != before.Metric.Version) (before, made) = (null, await AskAsync(product, metric, key, interval, from, through, cancel));
        if (before is not null && made != before) made = made.Periods.Count > 0 ? before.Then(made) : before;
        memory.Keep(product, made);
        return _read[(metric, key, interval, through)] = made;
    }

    private async Task<RuleSeries> AskAsync(ProductId product, MetricId metric, string? key, Interval interval, DateOnly from, DateOnly through, CancellationToken cancel)
    {
        var info = (await products.FindAsync(product, cancel))!;
        return key is null ? Of(await series.GetAsync(product, metric, null, interval, from, through, cancel), info)
            : Of(await series.GetBySegmentAsync(product, metric, key, interval, from, through, cancel), info);
    }

    private static RuleSeries Of(Series answer, ProductInfo product)
    {
        var points = answer.Points.Where(p => p.Complete).ToList();
        return new(answer.Metric, answer.Interval, points.ConvertAll(p => (p.From, p.To)), new Dictionary<string, decimal[]> { [""] = [.. points.Select(p => p.Value)] }, answer.Query)
        {
            Currency = answer.Metric.Currency ?? product.Currency, Zone = product.Zone,
        };
    }

    private static RuleSeries Of(SegmentedSeries answer, ProductInfo product) =>
        new(answer.Metric, answer.Interval, answer.Periods, answer.Values, answer.Query) { SegmentKey = answer.Key, Currency = answer.Metric.Currency ?? product.Currency, Zone = product.Zone };

    private static RuleSeries Copy(RuleSeries read, IReadOnlyDictionary<string, decimal[]> money) =>
        new(read.Metric, read.Interval, read.Periods, read.Values, read.Query) { SegmentKey = read.SegmentKey, Currency = read.Currency, Zone = read.Zone, Money = money };
}
