using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Closes;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Signals;

/// <summary>A signal with all that its page tells: frozen evidence, the number since then, its rule, the work, the time looked from.</summary>
internal sealed record Story(SignalDetail Signal, Rule Rule, IReadOnlyList<EvidencePoint> After, WorkItemInfo? Item, ProductClock Clock);

/// <summary>Reads a signal's story; each once a scope, because the parts of a page ask for it one by one.</summary>
internal sealed class SignalStory(AutomationDbContext db, ListSignals signals, SeriesReader reader, IProductClocks clocks, IWorkItems items)
{
    private readonly Dictionary<SignalId, Story> _read = [];

    public async Task<Story> ReadAsync(SignalId id, CancellationToken cancel = default)
    {
        if (_read.TryGetValue(id, out var known)) return known;
        var signal = await signals.DetailAsync(id, cancel);
        var rule = await db.Rules.AsNoTracking().SingleAsync(r => r.Id == signal.RuleId, cancel);
        var clock = await clocks.GetAsync(signal.ProductId, cancel);
        var segment = signal.Segment?[(rule.SegmentKey!.Length + 1)..] ?? "";
        var after = await reader.SinceAsync(rule, segment, signal.Evidence.Series[^1].To.AddDays(1), Periods.LastComplete(clock.Today, rule.Interval), cancel);
        var item = signal.WorkItemId is { } work ? (await items.FindAsync([work], cancel)).FirstOrDefault() : null;
        return _read[id] = new(signal, rule, after, item, clock);
    }
}
