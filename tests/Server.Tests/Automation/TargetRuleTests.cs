using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Automation.Rules;

namespace Tandem.Server.Tests.Automation;

/// <summary>Targets, how they stand, and the rules that watch them, on the retailer's weeks.</summary>
public sealed class TargetRuleTests
{
    private static TargetInfo Revenue(LoopHarness loop, decimal value, int from, int to, Segment? segment = null) => new(
        TargetId.New(), loop.Product, Retail.RevenueMetric.Id, segment, value, Measure.Sum, Wanted.AtLeast, Interval.Week, Retail.FirstWeek.AddDays(7 * from), Retail.FirstWeek.AddDays(7 * to - 1), null);

    private static Task<Rule> WatchAsync(LoopHarness loop, TargetInfo target)
    {
        loop.Targets.Add(target);
        return loop.RuleAsync(body => (body["kind"], body["targetId"], body["segmentKey"]) = ("target", target.Id.ToString(), null));
    }

    private static Task<TargetStanding> StandingAsync(LoopHarness loop, TargetInfo target, int week)
    {
        loop.Today = Retail.FirstWeek.AddDays(7 * week);
        return loop.InScopeAsync(services => services.GetRequiredService<IForecasts>().StandingAsync(target, default));
    }

    [Fact]
    public async Task A_target_is_ahead_then_runs_with_a_chance_and_is_met_or_missed_at_its_end()
    {
        await using var loop = await LoopHarness.StartAsync();
        var sum = Enumerable.Range(26, 8).Sum(week => Retail.Shared.Money.Values.Sum(v => v[week]));
        var (easy, hard) = (Revenue(loop, sum - 1, 26, 34), Revenue(loop, sum + 1, 26, 34));
        Assert.Equal(("ahead", null), ((await StandingAsync(loop, easy, 24)).State, (await StandingAsync(loop, easy, 24)).ChanceOfMiss));
        var running = await StandingAsync(loop, easy, 30);
        Assert.Equal(("running", 4, 4), (running.State, running.PeriodsLeft, running.Forecast.Count));
        Assert.InRange(running.ChanceOfMiss!.Value, 0, 1);
        Assert.Equal((double)Enumerable.Range(26, 4).Sum(week => Retail.Shared.Money.Values.Sum(v => v[week])), running.SoFar!.Value, 2);
        Assert.True(running.Lo80 < running.Expected && running.Expected < running.Hi80);
        foreach (var week in new[] { 34, 40 })
            Assert.Equal(("met", "missed", (double)sum), ((await StandingAsync(loop, easy, week)).State, (await StandingAsync(loop, hard, week)).State, Math.Round((await StandingAsync(loop, easy, week)).SoFar!.Value, 2)));
        Assert.Equal("too_little_data", (await StandingAsync(loop, Revenue(loop, 1, 2, 20), 8)).State);
    }

    [Fact]
    public async Task A_rule_on_a_target_asks_for_work_when_it_will_be_missed()
    {
        await using var loop = await LoopHarness.StartAsync();
        await WatchAsync(loop, Revenue(loop, 100_000_000, 26, 38));
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        Assert.Single(await loop.TakeAsync<SignalRaised>());
    }

    [Fact]
    public async Task A_target_of_one_segment_is_judged_by_that_segment_alone()
    {
        await using var loop = await LoopHarness.StartAsync();
        var key = Retail.Shared.Money.MaxBy(p => p.Value.Sum()).Key;
        await WatchAsync(loop, Revenue(loop, 1_000_000, 26, 38, new("StockCode", key)));
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        Assert.Single(await loop.TakeAsync<SignalRaised>());
        var signal = await loop.DbAsync(db => db.Signals.SingleAsync());
        Assert.Equal((key, $"StockCode:{key}"), (signal.Segment, signal.Evidence.Segment));
        Assert.Equal(Retail.Shared.Money[key][29], signal.Evidence.Series[^1].Value);
    }

    [Fact]
    public async Task A_rule_follows_its_target_and_stops_when_that_is_removed()
    {
        await using var loop = await LoopHarness.StartAsync();
        var target = Revenue(loop, 100, 26, 38);
        var made = await WatchAsync(loop, target);
        Assert.Equal((100m, target.To, Retail.RevenueMetric.Id), (made.TargetValue, made.TargetTo, made.Metric));
        await loop.TellAsync(new TargetChanged(target with { Value = 250, To = target.To.AddDays(7) }));
        var changed = await loop.DbAsync(db => db.Rules.AsNoTracking().SingleAsync());
        Assert.Equal((250m, target.To.AddDays(7), 2L, true), (changed.TargetValue, changed.TargetTo, changed.Version, changed.Enabled));
        await loop.TellAsync(new TargetRemoved(loop.Product, target.Id));
        Assert.Equal((false, (TargetId?)null), await loop.DbAsync(async db => { var rule = await db.Rules.AsNoTracking().SingleAsync(); return (rule.Enabled, rule.Target); }));
    }
}
