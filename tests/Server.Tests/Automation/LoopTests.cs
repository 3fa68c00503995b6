using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Automation.Closes;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Problems;

namespace Tandem.Server.Tests.Automation;

public sealed class LoopTests
{
    private static Task<List<Signal>> SignalsAsync(LoopHarness loop) => loop.DbAsync(db => db.Signals.AsNoTracking().OrderBy(s => s.Number).ToListAsync());

    [Fact]
    public async Task Two_weekly_evaluations_open_at_most_the_cap_and_ask_for_work_with_owner_due_date_and_checklist()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync();
        await loop.CloseAsync(29);
        Assert.Empty(await SignalsAsync(loop));
        await loop.CloseAsync(30);
        var raised = await loop.TakeAsync<SignalRaised>();
        Assert.InRange(raised.Count, 1, 2);
        var first = raised[0];
        Assert.Equal((loop.Project, loop.Lead, Periods.AddWorkingDays(loop.Today.AddDays(-1), 10)), (first.Project, first.Work.Owner, first.Work.Due));
        Assert.StartsWith("Promote ", first.Work.Title);
        Assert.StartsWith("Check the stock of ", first.Work.Checklist.Single());
        Assert.True(raised.Zip(raised.Skip(1)).All(pair => pair.First.ExpectedLoss >= pair.Second.ExpectedLoss));
        var signals = await SignalsAsync(loop);
        Assert.All(signals, s => Assert.Equal(raised.Any(r => r.Signal == s.Id), s.HeldBack is null));
        Assert.All(signals, s => Assert.Equal((30, $"{{\"date_from\":\"{Retail.FirstWeek:O}\"}}"), (s.Evidence.Series.Count, s.Evidence.Query)));
        Assert.Equal(raised.Select(r => r.Signal).ToHashSet(), (await loop.TakeAsync<SignalsRanked>()).Last().Order.ToHashSet());
    }

    [Fact]
    public async Task Closing_the_same_week_again_changes_nothing()
    {
        await using var loop = await LoopHarness.StartAsync();
        var rule = await loop.RuleAsync();
        foreach (var week in new[] { 29, 30, 30, 30 }) await loop.CloseAsync(week);
        var before = await SignalsAsync(loop);
        Assert.NotEmpty(before);
        await loop.TakeAsync<SignalRaised>();
        await loop.InScopeAsync(services => services.GetRequiredService<ProductClose>().RunNowAsync(rule, default));
        Assert.Empty(await loop.TakeAsync<SignalRaised>());
        Assert.Equal(before.Select(s => (s.Id, s.HeldBack)), (await SignalsAsync(loop)).Select(s => (s.Id, s.HeldBack)));
        Assert.Equal(2, await loop.DbAsync(db => db.Runs.CountAsync()));
    }

    [Fact]
    public async Task A_later_spike_leaves_every_past_signal_and_forecast_as_it_was()
    {
        async Task<(List<string>, List<string>)> LiveAsync(Func<string, int, decimal, decimal> change)
        {
            await using var loop = await LoopHarness.StartAsync();
            loop.Change = change;
            await loop.RuleAsync();
            for (var week = 28; week <= 31; week++) await loop.CloseAsync(week);
            return ([.. (await SignalsAsync(loop)).Select(s => $"{s.Segment} {s.ExpectedLoss} {s.HeldBack} {s.EvidenceJson}")],
                await loop.DbAsync(db => db.Forecasts.OrderBy(f => f.DataThrough).ThenBy(f => f.Model).Select(f => f.PointsJson).ToListAsync()));
        }
        var plain = await LiveAsync((_, _, value) => value);
        var spiked = await LiveAsync((_, week, value) => week >= 31 ? value * 1000 + 99_999 : value);
        Assert.NotEmpty(plain.Item1);
        Assert.Equal(plain.Item1, spiked.Item1);
        Assert.Equal(plain.Item2, spiked.Item2);
    }

    [Fact]
    public async Task A_metric_defined_anew_is_forecast_anew_at_once()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.CloseAsync(30);
        Task<MetricForecast?> LatestAsync() => loop.InScopeAsync(services => services.GetRequiredService<IForecasts>().LatestAsync(loop.Product, Retail.UnitsMetric.Id, null, Interval.Week, default));
        var old = (await LatestAsync())!.Points[0].Mean;
        (loop.Version, loop.Change) = (2, (_, _, value) => 100 * value);
        Assert.InRange((await LatestAsync())!.Points[0].Mean, 50 * old, 200 * old);
        await loop.CloseAsync(30);
        Assert.InRange((await LatestAsync())!.Points[0].Mean, 50 * old, 200 * old);
        Assert.Equal([(1, 2), (2, 2)], (await loop.DbAsync(db => db.Forecasts.ToListAsync())).CountBy(f => f.MetricVersion).OrderBy(v => v.Key).Select(v => (v.Key, v.Value)));
    }

    [Theory]
    [InlineData(0.0, "NotRecovered")]
    [InlineData(1.0, "Recovered")]
    public async Task Four_weeks_after_the_start_the_outcome_is_recorded(double share, string expected)
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync(body => body["cap"] = 1);
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        var signal = (await SignalsAsync(loop)).First(s => s.HeldBack is null);
        var item = WorkItemId.New();
        await loop.TellAsync(new WorkItemOpened(signal.Id, item, loop.Project, loop.Lead, signal.Due));
        await loop.TellAsync(new WorkItemProgressed(item, signal.Id, loop.Today.ToDateTime(new(9, 0)), null, default));
        var pace = (decimal)signal.Evidence.Pace!.Value;
        loop.Change = (key, week, value) => key == signal.Segment && week >= 31 ? pace * (decimal)share : value;
        for (var week = 31; week < 35; week++)
        {
            await loop.CloseAsync(week);
            Assert.Equal(SignalState.InWork, (await SignalsAsync(loop)).Single(s => s.Id == signal.Id).StateAt(DateTime.MaxValue));
        }
        await loop.CloseAsync(35);
        var ended = (await SignalsAsync(loop)).Single(s => s.Id == signal.Id);
        Assert.Equal((expected, 4), (ended.Outcome.ToString(), ended.OutcomeNumbers!.After.Count));
        Assert.Equal(Retail.FirstWeek.AddDays(7 * 31), ended.OutcomeNumbers.After[0].From);
    }

    [Fact]
    public async Task An_item_that_sells_again_before_anyone_started_has_healed_and_then_rests()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync(body => body["cap"] = 1);
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        var signal = (await SignalsAsync(loop)).First(s => s.HeldBack is null);
        loop.Change = (key, week, value) => key == signal.Segment && week >= 30 ? (decimal)signal.Evidence.Pace!.Value * 2 : value;
        for (var week = 31; week <= 36; week++) await loop.CloseAsync(week);
        var healed = (await SignalsAsync(loop)).Single(s => s.Id == signal.Id);
        Assert.Equal(OutcomeKind.Healed, healed.Outcome);
    }

    [Fact]
    public async Task A_rule_that_asks_makes_work_only_on_accept()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync(body => body["action"] = "ask");
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        Assert.Empty(await loop.TakeAsync<SignalRaised>());
        var signal = (await SignalsAsync(loop)).First(s => s.HeldBack is null);
        Assert.Equal(SignalState.ToDecide, signal.StateAt(DateTime.MaxValue));
        for (var i = 0; i < 2; i++) await DecideAsync(loop, signal.Id, DecisionKind.Accept);
        Assert.Equal(signal.Id, Assert.Single(await loop.TakeAsync<SignalRaised>()).Signal);
    }

    [Fact]
    public async Task A_held_back_signal_makes_work_when_a_person_accepts_it()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync(body => body["cap"] = 0);
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        Assert.Empty(await loop.TakeAsync<SignalRaised>());
        var held = (await SignalsAsync(loop))[0];
        Assert.Equal(Verdict.Cap, held.HeldBack);
        await DecideAsync(loop, held.Id, DecisionKind.Accept);
        Assert.Equal(held.Id, Assert.Single(await loop.TakeAsync<SignalRaised>()).Signal);
        Assert.Null((await SignalsAsync(loop))[0].HeldAt(DateTime.MaxValue));
    }

    [Fact]
    public async Task Dismissing_tells_Delivery_and_ends_the_signal_for_good()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync();
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        var signal = (await SignalsAsync(loop)).First(s => s.HeldBack is null);
        await DecideAsync(loop, signal.Id, DecisionKind.Dismiss, "a holiday");
        Assert.Equal(signal.Id, Assert.Single(await loop.TakeAsync<SignalDismissed>()).Signal);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => DecideAsync(loop, signal.Id, DecisionKind.Accept));
        Assert.Equal((409, "signal_closed"), (refused.Status, refused.Code));
        await loop.CloseAsync(31);
        var again = (await SignalsAsync(loop)).Where(s => s.Segment == signal.Segment && s.Id != signal.Id).ToList();
        Assert.All(again, s => Assert.Equal(Verdict.Cooldown, s.HeldBack));
    }

    [Fact]
    public async Task An_item_that_a_person_removes_dismisses_its_signal()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync();
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        var signal = (await SignalsAsync(loop)).First(s => s.HeldBack is null);
        var item = WorkItemId.New();
        await loop.TellAsync(new WorkItemOpened(signal.Id, item, loop.Project, loop.Lead, signal.Due));
        Assert.Equal(item, (await SignalsAsync(loop)).Single(s => s.Id == signal.Id).WorkItem);
        await loop.TellAsync(new WorkItemRemoved(item, signal.Id, default));
        Assert.Equal(OutcomeKind.Dismissed, (await SignalsAsync(loop)).Single(s => s.Id == signal.Id).Outcome);
    }

    [Fact]
    public async Task A_decision_that_is_none_of_the_kinds_does_not_dismiss()
    {
        await using var loop = await LoopHarness.StartAsync();
        await loop.RuleAsync();
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        var signal = (await SignalsAsync(loop)).First(s => s.HeldBack is null);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => DecideAsync(loop, signal.Id, (DecisionKind)9));
        Assert.Equal((400, "decision"), (refused.Status, refused.Field));
        Assert.Null((await SignalsAsync(loop)).Single(s => s.Id == signal.Id).ClosedAt);
    }

    private static Task DecideAsync(LoopHarness loop, SignalId id, DecisionKind decision, string? reason = null) => loop.InScopeAsync(async services =>
    {
        await services.GetRequiredService<DecideSignal>().RunAsync(id, new(decision, reason, null), default);
        return 0;
    });
}
