using Tandem.Contracts.Delivery;

namespace Tandem.Delivery.WorkItems;

/// <summary>Tells the loop how far the items are that its signals asked for.</summary>
internal sealed class ItemProgress(TimeProvider time)
{
    public void Tell(DeliveryDbContext db, WorkItem item)
    {
        if (item.Signal is { } signal) db.Publish(new WorkItemProgressed(item.Id, signal, item.ActualStart, item.ActualFinish, time.GetUtcNow().UtcDateTime));
    }

    public void TellRemoved(DeliveryDbContext db, WorkItem item)
    {
        if (item.Signal is { } signal) db.Publish(new WorkItemRemoved(item.Id, signal, time.GetUtcNow().UtcDateTime));
    }
}
