using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Forecasts;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Runs;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Closes;

/// <summary>How many rules ran, and whether none rests that is due.</summary>
internal sealed record Closed(int Ran, bool IsComplete);

/// <summary>What happens when a period of a product is over: forecasts, outcomes, rules, ranks. Safe to run again at any time.</summary>
internal sealed class ProductClose(AutomationDbContext db, IProductClocks clocks, ForecastMaker forecasts, OutcomeCheck outcomes, RuleEvaluation evaluation, CloseLane lane)
{
    /// <summary>Does what is due and not yet done.</summary>
    /// <exception cref="AggregateException">Rules failed that were not resting; all others have run.</exception>
    public Task<Closed> RunDueAsync(ProductId product, CancellationToken cancel) => lane.RunAsync(async () =>
    {
        var clock = await clocks.GetAsync(product, cancel);
        await forecasts.MakeAsync(product, clock, cancel);
        var rules = await db.Rules.AsNoTracking().Where(r => r.Product == product).OrderBy(r => r.Id).ToListAsync(cancel);
        await outcomes.RunAsync(rules, clock, cancel);
        var (ran, isComplete) = (0, true);
        var failed = new List<Exception>();
        foreach (var rule in rules.Where(r => r is { Enabled: true, DeletedAt: null }))
        {
            var through = Periods.LastComplete(clock.Today, rule.Interval);
            if (await db.Runs.AnyAsync(r => r.Rule == rule.Id && r.Through >= through, cancel)) continue;
            if (evaluation.Rests(rule))
            {
                isComplete = false;
                continue;
            }
            try
            {
                if (await evaluation.RunAsync(rule, clock, cancel) is not null) ran++;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // the other rules must not wait for this one
                failed.Add(new InvalidOperationException($"Rule {rule.Id} failed", error));
            }
        }
        if (ran > 0) await RankAsync(product, cancel);
        return failed.Count == 0 ? new Closed(ran, isComplete) : throw new AggregateException(failed);
    }, cancel);

    /// <summary>Judges the last complete period of one rule again, as the rule stands now.</summary>
    public Task<RuleRun?> RunNowAsync(Rule rule, CancellationToken cancel) => lane.RunAsync(async () =>
    {
        var run = await evaluation.RunAsync(rule, await clocks.GetAsync(rule.Product, cancel), cancel);
        await RankAsync(rule.Product, cancel);
        return run;
    }, cancel);

    /// <summary>Tells each project the order of its open signals, by expected loss.</summary>
    private async Task RankAsync(ProductId product, CancellationToken cancel)
    {
        var open = await db.Signals.AsNoTracking().Where(s => s.Product == product && s.ClosedAt == null && s.ReleasedAt != null)
            .Select(s => new { s.Id, s.Project, s.ExpectedLoss, s.Number }).ToListAsync(cancel);
        if (open.Count == 0) return;
        await db.WriteAsync(() =>
        {
            foreach (var project in open.GroupBy(s => s.Project))
                db.Publish(new SignalsRanked(project.Key, [.. project.OrderByDescending(s => s.ExpectedLoss ?? 0).ThenBy(s => s.Number).Select(s => s.Id)]));
            return Task.CompletedTask;
        }, cancel);
    }
}
