using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;

namespace Tandem.Automation.Signals;

/// <summary>Someone left: their open signals get a new owner, or none.</summary>
internal sealed class HandOverSignals(AutomationDbContext db) : IHandle<AccountDeactivated>
{
    public Task HandleAsync(AccountDeactivated message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        foreach (var signal in await db.Signals.Where(signal => signal.Owner == message.Account && signal.ClosedAt == null).ToListAsync(cancel)) signal.Owner = message.HandOverTo;
    }, cancel);
}
