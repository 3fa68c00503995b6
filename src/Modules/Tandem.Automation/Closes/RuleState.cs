using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Closes;

/// <summary>Where a rule's episodes stand, read in the write that judges them.</summary>
internal sealed record RuleState(IReadOnlyDictionary<string, Signal> Open, LoopState Loop, IReadOnlyList<IReadOnlyDictionary<string, double?>> Earlier)
{
    public static async Task<RuleState> ReadAsync(AutomationDbContext db, Rule rule, DateOnly through, ProductClock clock, CancellationToken cancel)
    {
        var open = (await db.Signals.Where(s => s.Product == rule.Product && s.Metric == rule.Metric && s.ClosedAt == null).ToListAsync(cancel))
            .Where(s => s.DedupeKey == rule.DedupeKey(s.Segment)).ToDictionary(s => s.Segment);
        var episodes = open.ToDictionary(pair => pair.Key, pair => new Episode(pair.Value.HeldAt(clock.UtcNow), pair.Value.StartedAt is not null));
        return new(open, new LoopState(episodes, await EndedAsync(db, rule, clock, cancel), await OpenedAsync(db, rule, clock, cancel)), await EarlierAsync(db, rule, through, cancel));
    }

    /// <summary>Counts a probability's evaluations in a row.</summary>
    public int InARow(string key, double? now, double open) => Streak.Of(now, Earlier.Select(run => run.GetValueOrDefault(key)), open);

    private static async Task<Dictionary<string, DateTime>> EndedAsync(AutomationDbContext db, Rule rule, ProductClock clock, CancellationToken cancel)
    {
        var since = clock.UtcNow - rule.Terms.Cooldown;
        var ended = await db.Signals.AsNoTracking().Where(s => s.Product == rule.Product && s.Metric == rule.Metric && s.ClosedAt > since && s.ReleasedAt != null)
            .Select(s => new { s.Segment, s.DedupeKey, s.ClosedAt }).ToListAsync(cancel);
        return ended.Where(s => s.DedupeKey == rule.DedupeKey(s.Segment)).GroupBy(s => s.Segment).ToDictionary(group => group.Key, group => group.Max(s => s.ClosedAt!.Value));
    }

    /// <summary>Work that the owner role's team got by any rule since Monday; questions, for a rule that asks.</summary>
    private static async Task<int> OpenedAsync(AutomationDbContext db, Rule rule, ProductClock clock, CancellationToken cancel)
    {
        var monday = Zones.ToUtc(Periods.Start(clock.Today, Interval.Week).ToDateTime(TimeOnly.MinValue), clock.Zone);
        var team = db.Rules.Where(r => r.Project == rule.Project && r.OwnerRole == rule.OwnerRole && r.Action == rule.Action).Select(r => r.Id);
        return await db.Signals.CountAsync(s => s.ReleasedAt >= monday && team.Contains(s.Rule), cancel);
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, double?>>> EarlierAsync(AutomationDbContext db, Rule rule, DateOnly through, CancellationToken cancel)
    {
        if (rule.Terms.Evaluations < 2) return [];
        var runs = await db.Runs.AsNoTracking().Where(r => r.Rule == rule.Id && r.Through < through).OrderByDescending(r => r.Through).Take(rule.Terms.Evaluations - 1).ToListAsync(cancel);
        return [.. runs.Select(run => (IReadOnlyDictionary<string, double?>)run.Items.ToDictionary(item => item.K, item => item.P))];
    }
}
