using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;

namespace Tandem.Delivery.Signals;

/// <summary>Open signals' items in the order of urgency that the loop gives them.</summary>
internal sealed class RankSignalItems(DeliveryDbContext db) : IHandle<SignalsRanked>
{
    public Task HandleAsync(SignalsRanked message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var order = message.Order.Index().ToDictionary(signal => signal.Item, signal => signal.Index + 1);
        foreach (var item in await db.Items.Where(item => item.Project == message.Project && item.Signal != null).ToListAsync(cancel))
            item.SignalRank = order.TryGetValue(item.Signal!.Value, out var place) ? place : null;
        // plans in memory hold the old order
        var stamp = Guid.NewGuid();
        await db.Plans.Where(plan => plan.Project == message.Project).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.Stamp, stamp), cancel);
    }, cancel);
}

/// <summary>A dismissed signal's item goes, unless somebody began it.</summary>
internal sealed class RemoveSignalItem(DeliveryDbContext db, PlanEditor editor, ItemProgress progress, ActorScope actor) : IHandle<SignalDismissed>
{
    public async Task HandleAsync(SignalDismissed message, MessageId id, CancellationToken cancel)
    {
        if (await db.Items.AsNoTracking().FirstOrDefaultAsync(item => item.Signal == message.Signal, cancel) is not { IsStarted: false } found) return;
        actor.Cause = message.Signal.ToString();
        await editor.EditAsync(found.Project, async scope =>
        {
            scope.NotByPerson();
            if (scope.Before.Outline.Find(found.Id) is not { } row || scope.Before.Outline.Items[row].IsStarted) return;
            foreach (var item in await DeleteItem.RemoveAsync(scope, row, cancel)) await progress.TellRemovedAsync(scope.Db, scope.Project, item, cancel);
        }, cancel);
    }
}

/// <summary>A signal healed by itself: its item, unless somebody began it, is withdrawn.</summary>
internal sealed class WithdrawSignalItem(DeliveryDbContext db, PlanEditor editor, ActorScope actor) : IHandle<SignalHealed>
{
    public async Task HandleAsync(SignalHealed message, MessageId id, CancellationToken cancel)
    {
        if (await db.Items.AsNoTracking().FirstOrDefaultAsync(item => item.Signal == message.Signal, cancel) is not { IsStarted: false } found) return;
        actor.Cause = message.Signal.ToString();
        await editor.EditAsync(found.Project, async scope =>
        {
            scope.NotByPerson();
            var item = await scope.ItemAsync(found.Id, cancel);
            item.Withdraw(ProjectClock.Wall(message.At, scope.Project.Zone));
        }, cancel);
    }
}
