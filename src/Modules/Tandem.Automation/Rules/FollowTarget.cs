using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Messages;

namespace Tandem.Automation.Rules;

/// <summary>A target changed: the rules that watch it take over what it says now; open signals keep the number they were raised for.</summary>
internal sealed class OnTargetChanged(AutomationDbContext db) : IHandle<TargetChanged>
{
    public Task HandleAsync(TargetChanged message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        foreach (var rule in await db.Rules.Where(r => r.Target == message.Target.Id).ToListAsync(cancel))
        {
            rule.Follow(message.Target);
            if (db.Entry(rule).State == EntityState.Modified) rule.Version++;
        }
    }, cancel);
}

/// <summary>A target is gone: the rules that watched it stop, and say what they last held the metric against.</summary>
internal sealed class OnTargetRemoved(AutomationDbContext db) : IHandle<TargetRemoved>
{
    public Task HandleAsync(TargetRemoved message, MessageId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        foreach (var rule in await db.Rules.Where(r => r.Target == message.Target).ToListAsync(cancel))
        {
            (rule.Target, rule.Enabled) = (null, false);
            rule.Version++;
        }
    }, cancel);
}
