using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Loop;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Messages;

namespace Tandem.Automation.Signals;

/// <summary>Delivery opened the item that a signal asked for.</summary>
internal sealed class OnWorkItemOpened(AutomationDbContext db, IProductClocks clocks) : IHandle<WorkItemOpened>
{
    public Task HandleAsync(WorkItemOpened message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        if (await db.Signals.FirstOrDefaultAsync(s => s.Id == message.Signal, cancel) is not { } signal) return;
        signal.WorkItem = message.Item;
        signal.OpenedAt ??= (await clocks.GetAsync(signal.Product, cancel)).UtcNow;
        (signal.Owner, signal.Due, signal.Project) = (message.Owner ?? signal.Owner, message.Due, message.Project);
    }, cancel);
}

/// <summary>The item was started, finished or put back: its actual dates are when the signal's work began and ended.</summary>
internal sealed class OnWorkItemProgressed(AutomationDbContext db, IProjects projects) : IHandle<WorkItemProgressed>
{
    public async Task HandleAsync(WorkItemProgressed message, MessageId id, CancellationToken cancel)
    {
        if (await db.Signals.AsNoTracking().FirstOrDefaultAsync(s => s.Id == message.Signal, cancel) is not { } seen) return;
        var zone = (await projects.FindAsync(seen.Project, cancel))?.Zone ?? "UTC";
        await db.WriteAsync(async () =>
        {
            var signal = await db.Signals.SingleAsync(s => s.Id == message.Signal, cancel);
            if (!signal.IsOpen) return;
            signal.StartedAt = message.ActualStart is { } start ? Zones.ToUtc(start, zone) : null;
            signal.FinishedAt = message.ActualFinish is { } finish ? Zones.ToUtc(finish, zone) : null;
            if (signal.StartedAt is null) signal.OutcomeJson = null;
        }, cancel);
    }
}

/// <summary>A person removed the item: that dismisses the signal, unless it had ended.</summary>
internal sealed class OnWorkItemRemoved(AutomationDbContext db, IProductClocks clocks) : IHandle<WorkItemRemoved>
{
    public Task HandleAsync(WorkItemRemoved message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        if (await db.Signals.FirstOrDefaultAsync(s => s.Id == message.Signal, cancel) is not { } signal || signal.WorkItem != message.Item) return;
        signal.WorkItem = null;
        if (signal.IsOpen) signal.Close(OutcomeKind.Dismissed, (await clocks.GetAsync(signal.Product, cancel)).UtcNow);
    }, cancel);
}
