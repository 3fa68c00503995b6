using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Contracts.Insight;
using Tandem.Forecasting.SlowSellers;

namespace Tandem.Automation.Closes;

/// <summary>Asks the same question again for every signal whose work has begun, and records what became of the number once its window is full.</summary>
internal sealed class OutcomeCheck(AutomationDbContext db, SeriesReader reader)
{
    public async Task RunAsync(IReadOnlyList<Rule> rules, ProductClock clock, CancellationToken cancel)
    {
        var ids = rules.Select(r => r.Id).ToList();
        var begun = await db.Signals.AsNoTracking().Where(s => ids.Contains(s.Rule) && s.ClosedAt == null && s.StartedAt != null).ToListAsync(cancel);
        var found = new List<(Signal Signal, OutcomeKind Kind, OutcomeNumbers Numbers)>();
        foreach (var signal in begun)
        {
            var (kind, numbers) = await JudgeAsync(rules.First(r => r.Id == signal.Rule), signal, clock, cancel);
            if (kind != OutcomeKind.Unclear || signal.OutcomeNumbers?.After.Count != numbers.After.Count) found.Add((signal, kind, numbers));
        }
        if (found.Count == 0) return;
        await db.WriteAsync(async () =>
        {
            foreach (var (seen, kind, numbers) in found)
            {
                var signal = await db.Signals.SingleAsync(s => s.Id == seen.Id, cancel);
                if (!signal.IsOpen || signal.StartedAt != seen.StartedAt) continue;
                signal.OutcomeNumbers = numbers;
                if (kind != OutcomeKind.Unclear) signal.Close(kind, clock.UtcNow);
            }
        }, cancel);
    }

    private async Task<(OutcomeKind, OutcomeNumbers)> JudgeAsync(Rule rule, Signal signal, ProductClock clock, CancellationToken cancel)
    {
        var evidence = signal.Evidence;
        var through = Periods.LastComplete(clock.Today, rule.Interval);
        var from = Periods.FirstAfter(Zones.ToLocal(signal.StartedAt!.Value, clock.Zone), rule.Interval);
        if (rule is { Enabled: true, DeletedAt: null }) await reader.ReadAsync(rule, through, cancel);
        var after = await reader.SinceAsync(rule, signal.Segment, from, through, cancel);
        var before = evidence.Series.TakeLast(rule.Kind == RuleKind.SlowSeller ? SlowSellerOutcome.Window : 1).Average(p => (double)p.Value);
        if (rule.Kind == RuleKind.SlowSeller)
            return (OutcomeRule.OfSlowSeller(after, evidence.Pace!.Value), new([.. after.Take(SlowSellerOutcome.Window)], evidence.Threshold, SlowSellerOutcome.Window, before));
        var kind = rule.Kind == RuleKind.Band ? OutcomeRule.OfBand(after, evidence.Threshold, rule.Direction) : await OfTargetAsync(rule, signal, through, cancel);
        return (kind, new(after, evidence.Threshold, 2, before));
    }

    private async Task<OutcomeKind> OfTargetAsync(Rule rule, Signal signal, DateOnly through, CancellationToken cancel)
    {
        var runs = await db.Runs.AsNoTracking().Where(r => r.Rule == rule.Id && r.At > signal.StartedAt).OrderBy(r => r.Through).ToListAsync(cancel);
        return OutcomeRule.OfTarget([.. runs.Select(r => r.Items.FirstOrDefault(i => i.K == signal.Segment)?.P)], rule.Close, through >= rule.TargetTo);
    }
}
