using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tandem.Contracts.Ids;

namespace Tandem.Insight.Ingest;

/// <summary>How often a reason was counted since the start, when last and on what (its last different samples, newest first, short, keys masked).</summary>
internal sealed record Counted(string Reason, bool Kept, long Count, DateTime LastAt, IReadOnlyList<string> Samples)
{
    private const int Kinds = 3;

    /// <summary>Counted again; a sample that is there already moves to the front.</summary>
    public Counted Again(int count, DateTime now, string? sample) => this with
    {
        Count = Count + count,
        LastAt = now,
        Samples = sample is null || Samples is [var newest, ..] && newest == sample ? Samples : [sample, .. Samples.Where(s => s != sample).Take(Kinds - 1)],
    };
}

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
    private readonly ConcurrentDictionary<ProductId, ArrivalRing> _hours = new();

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
        Hour(product).Add(_time.GetUtcNow(), events, 0);
    }

    /// <param name="product">Null where the key named none.</param>
    public void Dropped(ProductId? product, string reason, int count = 1, string? sample = null)
    {
        _dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
        Note(product, reason, kept: false, count, sample);
        // sent twice is no loss, and was acknowledged
        if (reason != DropReasons.Duplicate) Hour(product ?? default).Add(_time.GetUtcNow(), 0, count);
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

    /// <summary>Acknowledged and refused by the minute, the last hour's.</summary>
    /// <param name="product">Whose.</param>
    /// <param name="strangers">Also what named no product.</param>
    public IReadOnlyList<ArrivalMinute> LastHour(ProductId product, bool strangers) =>
        ArrivalRing.Sum(_time.GetUtcNow(), strangers ? [Hour(product), Hour(default)] : [Hour(product)]);

    private ArrivalRing Hour(ProductId product) => _hours.GetOrAdd(product, static _ => new ArrivalRing());

    private void Note(ProductId? product, string reason, bool kept, int count, string? sample)
    {
        var cut = sample is { Length: > LongestSample } ? sample[..LongestSample] + "…" : sample;
        var now = _time.GetUtcNow().UtcDateTime;
        _byReason.AddOrUpdate((product, reason), _ => new Counted(reason, kept, count, now, cut is null ? [] : [cut]), (_, before) => before.Again(count, now, cut));
    }

    public void Dispose() => _meter.Dispose();
}
