using Tandem.Contracts.Ids;

namespace Tandem.Contracts.Insight;

/// <summary>Length of a period. Weeks start on Monday.</summary>
public enum Interval { Day, Week, Month }

/// <summary>One value of one property of a metric's events, as in <c>StockCode:22423</c>.</summary>
public sealed record Segment(string Key, string Value)
{
    public override string ToString() => $"{Key}:{Value}";
}

/// <summary>A metric as other modules see it. Unit: <c>money</c>, <c>count</c>, <c>ratio</c>, … ; currency only for money. Segments: property keys it can be broken down by.</summary>
public sealed record MetricInfo(MetricId Id, string Key, string Name, string Unit, string? Currency, AccountId? Owner, int Version, IReadOnlyList<string> Segments)
{
    /// <summary>The name by language (<c>en</c>, <c>zh-CN</c>) where it has several; <see cref="Name"/> is the workspace's.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

/// <summary>One period: dates in the product's zone, both included; Complete when the product's clock is past its end.</summary>
public sealed record SeriesPoint(DateOnly From, DateOnly To, decimal Value, bool Complete);

/// <summary>Consecutive periods, oldest first, zero-filled. Query: the question as JSON that gives the same numbers again.</summary>
public sealed record Series(MetricInfo Metric, Segment? Segment, Interval Interval, IReadOnlyList<SeriesPoint> Points, DateTime DataThrough, string Query);

/// <summary>All segments of one key, values aligned to the same periods. Only segments that have an event in the range are in it.</summary>
public sealed record SegmentedSeries(MetricInfo Metric, string Key, Interval Interval, IReadOnlyList<(DateOnly From, DateOnly To)> Periods,
    IReadOnlyDictionary<string, decimal[]> Values, DateTime DataThrough, string Query);

/// <summary>
/// Reads metrics over time. Answered by Insight. Never answers beyond the product's clock: a period not complete by then is left out,
/// and a complete one holds what had happened by its end.
/// </summary>
public interface ISeries
{
    ValueTask<IReadOnlyList<MetricInfo>> MetricsAsync(ProductId product, CancellationToken cancel);

    Task<Series> GetAsync(ProductId product, MetricId metric, Segment? segment, Interval interval, DateOnly from, DateOnly to, CancellationToken cancel);

    Task<SegmentedSeries> GetBySegmentAsync(ProductId product, MetricId metric, string key, Interval interval, DateOnly from, DateOnly to, CancellationToken cancel);

    /// <summary>Readable names of segment values where an event property gives them (a stock code's description); absent where unknown.</summary>
    Task<IReadOnlyDictionary<string, string>> SegmentNamesAsync(ProductId product, string key, IReadOnlyCollection<string> values, CancellationToken cancel);

    /// <summary>Date of the first event of a product in its zone; null where there is none.</summary>
    ValueTask<DateOnly?> FirstDayAsync(ProductId product, CancellationToken cancel);
}
