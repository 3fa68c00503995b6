using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;

namespace Tandem.Automation.Signals;

/// <summary>Someone left: their open signals, and the rules that name them, get a new owner; without one the signals have none and the rules name their role again.</summary>
internal sealed class HandOverSignals(AutomationDbContext db) : IHandle<AccountDeactivated>
{
    public Task HandleAsync(AccountDeactivated message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        foreach (var signal in await db.Signals.Where(signal => signal.Owner == message.Account && signal.ClosedAt == null).ToListAsync(cancel)) signal.Owner = message.HandOverTo;
        foreach (var rule in await db.Rules.Where(rule => rule.Owner == message.Account).ToListAsync(cancel)) rule.Owner = message.HandOverTo;
    }, cancel);
}
