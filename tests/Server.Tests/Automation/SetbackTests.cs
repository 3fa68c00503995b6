using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Automation.Rules;

namespace Tandem.Server.Tests.Automation;

public sealed class SetbackTests
{
    private const int Week = 29;

    /// <summary>A shop where units of one item can't be read, and rules that need them and don't.</summary>
    private static async Task<(LoopHarness Loop, Rule Failing, Func<int> Tries)> StartAsync()
    {
        var (loop, tries) = (await LoopHarness.StartAsync(), 0);
        var failing = await loop.RuleAsync();
        await loop.RuleAsync(body =>
        {
            (body["kind"], body["metricId"], body["valueMetricId"], body["segmentKey"], body["direction"]) = ("band", Retail.RevenueMetric.Id.ToString(), null, null, "down");
        });
        var broken = Retail.Shared.Units.Keys.First();
        loop.Change = (key, week, value) =>
        {
            if (key != broken || week > 0) return value;
            tries++;
            throw new InvalidOperationException("The shelf is empty\nat Shelf.Read");
        };
        return (loop, failing, () => tries);
    }

    private static Task<int> RunsAsync(LoopHarness loop) => loop.DbAsync(db => db.Runs.CountAsync());

    [Fact]
    public async Task A_failing_rule_lets_the_others_run_and_rests_twice_as_long_each_time_up_to_an_hour()
    {
        var (loop, _, tries) = await StartAsync();
        await using var _ = loop;
        await Assert.ThrowsAsync<AggregateException>(() => loop.CloseAsync(Week));
        Assert.Equal((1, 1), (tries(), await RunsAsync(loop)));
        var triedAt = new List<int>();
        for (var minute = 1; minute <= 200; minute++)
        {
            loop.Time.Pass(TimeSpan.FromMinutes(1));
            var before = tries();
            var failed = await Record.ExceptionAsync(() => loop.CloseAsync(Week));
            Assert.Equal(tries() > before, failed is AggregateException);
            if (tries() > before) triedAt.Add(minute);
        }
        Assert.Equal([1, 3, 7, 15, 31, 63, 123, 183], triedAt);
        loop.Change = (_, _, value) => value;
        loop.Time.Pass(TimeSpan.FromHours(1));
        await loop.CloseAsync(Week);
        Assert.Equal(2, await RunsAsync(loop));
    }

    [Fact]
    public async Task A_changed_rule_is_tried_at_once()
    {
        var (loop, failing, _) = await StartAsync();
        await using var _ = loop;
        await Assert.ThrowsAsync<AggregateException>(() => loop.CloseAsync(Week));
        Assert.Equal(0, await loop.CloseAsync(Week));
        loop.Change = (_, _, value) => value;
        await loop.DbAsync(db => db.Rules.Where(rule => rule.Id == failing.Id).ExecuteUpdateAsync(set => set.SetProperty(rule => rule.Version, failing.Version + 1)));
        Assert.Equal(1, await loop.CloseAsync(Week));
    }

    [Fact]
    public async Task The_page_of_a_failing_rule_says_why_until_it_runs_again()
    {
        var (loop, failing, _) = await StartAsync();
        await using var _ = loop;
        Assert.DoesNotContain("shelf", await LookAsync(loop, failing));
        await Assert.ThrowsAsync<AggregateException>(() => loop.CloseAsync(Week));
        var page = await LookAsync(loop, failing);
        Assert.Contains("The shelf is empty", page);
        Assert.DoesNotContain("Shelf.Read", page);
        loop.Change = (_, _, value) => value;
        loop.Time.Pass(TimeSpan.FromMinutes(1));
        await loop.CloseAsync(Week);
        Assert.DoesNotContain("shelf", await LookAsync(loop, failing));
    }

    private static Task<string> LookAsync(LoopHarness loop, Rule rule) => loop.InScopeAsync(async services =>
    {
        await using var html = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await html.Dispatcher.InvokeAsync(async () =>
        {
            var shown = await html.RenderComponentAsync<LastLook>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Product"] = rule.Product, ["Rule"] = rule.Id }));
            return shown.ToHtmlString();
        });
    });
}
