using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tandem.Contracts.Ids;

namespace Tandem.Insight.Ingest;

/// <summary>Counts what arrived, what was dropped and what was stored with a warning: for Prometheus in all, for the live page by product since the start.</summary>
internal sealed class IngestCounters : IDisposable
{
    public const string MeterName = "Tandem.Insight.Ingest";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _warned;
    private readonly ConcurrentDictionary<(ProductId? Product, string Reason), long> _byReason = new();

    public IngestCounters()
    {
        _accepted = _meter.CreateCounter<long>("tandem_ingest_accepted");
        _dropped = _meter.CreateCounter<long>("tandem_ingest_dropped");
        _warned = _meter.CreateCounter<long>("tandem_ingest_warnings");
    }

    public void Accepted(int events) => _accepted.Add(events);

    /// <param name="product">Null where the key named none.</param>
    public void Dropped(ProductId? product, string reason, int count = 1)
    {
        _dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
        _byReason.AddOrUpdate((product, reason), count, (_, before) => before + count);
    }

    public void Warned(ProductId product, string reason)
    {
        _warned.Add(1, new KeyValuePair<string, object?>("reason", reason));
        _byReason.AddOrUpdate((product, reason), 1, (_, before) => before + 1);
    }

    public IReadOnlyDictionary<string, long> ByReason(ProductId? product) =>
        _byReason.Where(r => r.Key.Product == product).ToDictionary(r => r.Key.Reason, r => r.Value);

    public void Dispose() => _meter.Dispose();
}
