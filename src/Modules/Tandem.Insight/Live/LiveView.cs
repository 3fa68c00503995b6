using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Ingest;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;

namespace Tandem.Insight.Live;

/// <summary>What the live page shows of a product: the latest arrivals, the last hour by the minute, and what was refused or altered since the start.</summary>
internal sealed record LiveView(Product Product, IReadOnlyList<ListEvents.Item> Latest, IReadOnlyList<ArrivalMinute> Hour, long Accepted, long Duplicates, IReadOnlyList<Counted> Reasons, DateTime Since);

internal sealed class LiveReader(ProductAccess products, ListEvents events, IngestCounters counters)
{
    private const int Shown = 20;

    public async Task<LiveView> ReadAsync(ProductId id, CancellationToken cancel)
    {
        var product = await products.FindAsync(id, Right.Read, cancel);
        // requests with a wrong key belong to no product; who runs one looks for them here
        var strangers = products.May(product, Right.RunProduct);
        var reasons = counters.ByReason(id);
        if (strangers) reasons = [.. reasons, .. counters.ByReason(null)];
        return new LiveView(product, await events.RunAsync(id, null, long.MaxValue, Shown, cancel), counters.LastHour(id, strangers), counters.AcceptedBy(id),
            reasons.Where(r => r.Reason == DropReasons.Duplicate).Sum(r => r.Count), reasons, counters.Since);
    }
}
