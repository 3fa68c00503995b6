using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest.Loading;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Events;

/// <summary>The event database together with its loader: questions see what was acknowledged before they were asked.</summary>
internal sealed class EventStore(IEventQueries queries, Loader loader, TimeProvider time) : IEventStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async ValueTask<DataThrough> CaughtUpAsync(ProductId product, CancellationToken cancel = default)
    {
        var asked = time.GetUtcNow().UtcDateTime;
        if (!await loader.CaughtUpAsync(Patience, cancel)) throw new ProblemException(503, "events_loading") { RetryAfter = 2 };
        var last = loader.Find(product)?.LastEvent;
        return new DataThrough(asked, last is { } micros ? DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond) : null);
    }

    public ValueTask<int> ProductCodeAsync(ProductId product, CancellationToken cancel = default) => new(loader.Find(product)?.Code ?? 0);

    public ValueTask<IReadOnlyList<int?>> EventCodesAsync(ProductId product, IReadOnlyList<string> names, CancellationToken cancel = default)
    {
        var known = loader.Find(product);
        return new([.. names.Select(name => known?.NameCode(name))]);
    }

    public Task QueryAsync(SqlText sql, Action<RowChunk> onChunk, CancellationToken cancel = default) => queries.QueryAsync(sql, onChunk, cancel);
}
