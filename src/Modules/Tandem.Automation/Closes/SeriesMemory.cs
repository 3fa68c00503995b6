using System.Collections.Concurrent;
using Tandem.Automation.Looks;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Closes;

/// <summary>
/// Complete periods read a short while ago, so that closes that follow each other (a sample's past weeks) read only what is new. After some minutes all is read
/// again: what arrived late shows then.
/// </summary>
internal sealed class SeriesMemory(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(ProductId, MetricId, int, string?, Interval), (RuleSeries Series, long At)> _read = new();
    private readonly ConcurrentDictionary<(ProductId, string), (ConcurrentDictionary<string, string> Names, long At)> _names = new();

    private readonly ConcurrentDictionary<ProductId, (DateOnly Day, long At)> _first = new();

    /// <summary>Of one version of the metric's definition: another has other numbers.</summary>
    public RuleSeries? Find(ProductId product, MetricInfo metric, string? key, Interval interval) =>
        _read.TryGetValue((product, metric.Id, metric.Version, key, interval), out var known) && time.GetElapsedTime(known.At) < Kept ? known.Series : null;

    /// <summary>The first reading sets the time at which all is read again.</summary>
    public void Keep(ProductId product, RuleSeries series)
    {
        var of = (product, series.Metric.Id, series.Metric.Version, series.SegmentKey, series.Interval);
        var at = Find(product, series.Metric, series.SegmentKey, series.Interval) is null ? time.GetTimestamp() : _read[of].At;
        _read[of] = (series, at);
        foreach (var (old, value) in _read)
            if (time.GetElapsedTime(value.At) >= Kept) _read.TryRemove(old, out _);
    }

    /// <summary>The product's first day; asked again with the rest, because an import may reach further back.</summary>
    public async ValueTask<DateOnly?> FirstDayAsync(ProductId product, Func<ValueTask<DateOnly?>> ask)
    {
        if (_first.TryGetValue(product, out var known) && time.GetElapsedTime(known.At) < Kept) return known.Day;
        if (await ask() is not { } day) return null;
        _first[product] = (day, time.GetTimestamp());
        return day;
    }

    public ConcurrentDictionary<string, string> Names(ProductId product, string key)
    {
        if (_names.TryGetValue((product, key), out var known) && time.GetElapsedTime(known.At) < Kept) return known.Names;
        return (_names[(product, key)] = (new(), time.GetTimestamp())).Names;
    }
}
