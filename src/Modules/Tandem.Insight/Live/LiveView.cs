using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Ingest;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;

namespace Tandem.Insight.Live;

/// <summary>What the live page shows of a product: the latest arrivals, and what was refused or altered since the start.</summary>
internal sealed record LiveView(Product Product, bool MayRun, IReadOnlyList<ListEvents.Item> Latest, long Accepted, long Duplicates, IReadOnlyList<Counted> Reasons, IReadOnlyList<WriteKeyItem> Keys, DateTime Since)
{
    public WriteKeyItem? Key => Keys.FirstOrDefault(k => k.RevokedAt is null);
}

internal sealed class LiveReader(ProductAccess products, ListEvents events, WriteKeys keys, IngestCounters counters)
{
    private const int Shown = 20;

    public async Task<LiveView> ReadAsync(ProductId id, CancellationToken cancel)
    {
        var product = await products.FindAsync(id, Right.Read, cancel);
        var mayRun = products.May(product, Right.RunProduct);
        var reasons = counters.ByReason(id);
        // requests with a wrong key belong to no product; who runs one looks for them here
        if (mayRun) reasons = [.. reasons, .. counters.ByReason(null)];
        return new LiveView(product, mayRun, await events.RunAsync(id, null, long.MaxValue, Shown, cancel), counters.AcceptedBy(id),
            reasons.Where(r => r.Reason == DropReasons.Duplicate).Sum(r => r.Count), reasons, mayRun ? await keys.ListAsync(id, cancel) : [], counters.Since);
    }
}
