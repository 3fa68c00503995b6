using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tandem.Contracts.Ids;

namespace Tandem.Insight.Ingest;

/// <summary>How often a reason was counted since the start, when last and on what (a short sample, keys masked).</summary>
internal sealed record Counted(string Reason, bool Kept, long Count, DateTime LastAt, string? Sample);

/// <summary>Counts what arrived, what was dropped and what was stored with a warning: for Prometheus in all, for the live page by product since the start.</summary>
internal sealed class IngestCounters : IDisposable
{
    public const string MeterName = "Tandem.Insight.Ingest";
    private const int LongestSample = 160;

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _warned;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(ProductId? Product, string Reason), Counted> _byReason = new();
    private readonly ConcurrentDictionary<ProductId, long> _acceptedBy = new();

    public IngestCounters(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Since = _time.GetUtcNow().UtcDateTime;
        _accepted = _meter.CreateCounter<long>("tandem_ingest_accepted");
        _dropped = _meter.CreateCounter<long>("tandem_ingest_dropped");
        _warned = _meter.CreateCounter<long>("tandem_ingest_warnings");
    }

    public DateTime Since { get; }

    /// <summary>Events acknowledged.</summary>
    public void Accepted(ProductId product, int events)
    {
        _accepted.Add(events);
        _acceptedBy.AddOrUpdate(product, events, (_, before) => before + events);
    }

    /// <param name="product">Null where the key named none.</param>
    public void Dropped(ProductId? product, string reason, int count = 1, string? sample = null)
    {
        _dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
        Note(product, reason, kept: false, count, sample);
    }

    /// <summary>Stored, but not quite as sent.</summary>
    public void Warned(ProductId product, string reason, string? sample = null)
    {
        _warned.Add(1, new KeyValuePair<string, object?>("reason", reason));
        Note(product, reason, kept: true, 1, sample);
    }

    public long AcceptedBy(ProductId product) => _acceptedBy.GetValueOrDefault(product);

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<Counted> ByReason(ProductId? product) =>
        [.. _byReason.Where(r => r.Key.Product == product).Select(r => r.Value).OrderByDescending(r => r.Count)];

    private void Note(ProductId? product, string reason, bool kept, int count, string? sample)
    {
        var cut = sample is { Length: > LongestSample } ? sample[..LongestSample] + "…" : sample;
        var now = _time.GetUtcNow().UtcDateTime;
        _byReason.AddOrUpdate((product, reason), _ => new Counted(reason, kept, count, now, cut), (_, before) => before with { Count = before.Count + count, LastAt = now, Sample = cut ?? before.Sample });
    }

    public void Dispose() => _meter.Dispose();
}
