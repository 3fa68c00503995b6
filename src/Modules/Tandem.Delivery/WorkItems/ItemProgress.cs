using Tandem.Contracts.Delivery;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Projects;

namespace Tandem.Delivery.WorkItems;

/// <summary>Tells the loop how far the items are that its signals asked for. Moments are the product clock's.</summary>
internal sealed class ItemProgress(IProductClocks clocks)
{
    public async Task TellAsync(DeliveryDbContext db, Project project, WorkItem item, CancellationToken cancel)
    {
        if (item.Signal is not { } signal) return;
        db.Publish(new WorkItemProgressed(item.Id, signal, item.ActualStart, item.ActualFinish, (await clocks.GetAsync(project.Product, cancel)).UtcNow));
    }

    public async Task TellRemovedAsync(DeliveryDbContext db, Project project, WorkItem item, CancellationToken cancel)
    {
        if (item.Signal is not { } signal) return;
        db.Publish(new WorkItemRemoved(item.Id, signal, (await clocks.GetAsync(project.Product, cancel)).UtcNow));
    }
}
