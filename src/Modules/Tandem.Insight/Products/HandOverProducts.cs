using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;
using Tandem.Insight.Metrics;
using Tandem.Insight.Targets;

namespace Tandem.Insight.Products;

/// <summary>Someone left: their products, metrics and targets get a new owner, or none.</summary>
internal sealed class HandOverProducts(InsightDbContext db) : IHandle<AccountDeactivated>
{
    public Task HandleAsync(AccountDeactivated message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        foreach (var product in await db.Products.Where(product => product.Owner == message.Account).ToListAsync(cancel)) product.Owner = message.HandOverTo;
        foreach (var metric in await db.Set<Metric>().Where(metric => metric.Owner == message.Account).ToListAsync(cancel)) metric.Owner = message.HandOverTo;
        foreach (var target in await db.Set<Target>().Where(target => target.Owner == message.Account).ToListAsync(cancel)) target.Owner = message.HandOverTo;
    }, cancel);
}
