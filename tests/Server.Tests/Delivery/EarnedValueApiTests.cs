using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

public sealed class EarnedValueApiTests(ServerFixture server)
{
    /// <summary>Two activities of five days, one after the other, each with one person at 100 an hour: a budget of 8,000.</summary>
    private static async Task<SmallPlan> PlanAsync(Api api)
    {
        var plan = await SmallPlan.EmptyAsync(api);
        var xml = SmallPlan.Mspdi(2).Replace("PT8H0M0S", "PT40H0M0S", StringComparison.Ordinal).Replace("</Tasks>", """
            </Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><StandardRate>100</StandardRate></Resource></Resources>
            <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT40H0M0S</Work></Assignment>
            <Assignment><UID>2</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT40H0M0S</Work></Assignment></Assignments>
            """, StringComparison.Ordinal);
        _ = (await plan.ImportAsync(xml)).Good;
        return plan;
    }

    [Fact]
    public async Task A_baseline_keeps_dates_and_cost_whatever_the_plan_becomes()
    {
        using var api = await server.ApiAsync();
        var plan = await PlanAsync(api);
        var taken = (await api.PostAsync($"{plan.Path}/baselines", new { name = "Approved", reason = "Steering committee" })).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { duration = 4800 })).Good;
        var rows = (await api.GetAsync($"{plan.Path}/baselines/{taken["number"]}")).Good["items"]!.AsArray();
        Assert.Equal(["2026-01-09T17:00", "2026-01-16T17:00"], rows.Select(row => ((string)row!["finish"]!)[..16]));
        Assert.Equal(8_000m, rows.Sum(row => (decimal)row!["cost"]!));
        var listed = (await api.GetAsync($"{plan.Path}/baselines")).Good["items"]!.AsArray();
        Assert.Equal(("Approved", "Steering committee"), ((string?)listed[^1]!["name"], (string?)listed[^1]!["reason"]));
    }

    [Fact]
    public async Task A_baseline_needs_a_reason()
    {
        using var api = await server.ApiAsync();
        var plan = await PlanAsync(api);
        var answer = await api.PostAsync($"{plan.Path}/baselines", new { name = "Approved" });
        Assert.Equal((400, "reason"), (answer.Code, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task Earned_value_at_a_status_date_follows_progress_rates_and_entered_costs()
    {
        using var api = await server.ApiAsync();
        var plan = await PlanAsync(api);
        _ = (await api.PostAsync($"{plan.Path}/baselines", new { name = "Approved", reason = "Start" })).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { actualStart = "2026-01-05T08:00", percentComplete = 50 })).Good;
        var path = $"{plan.Path}/earned-value?date=2026-01-09";
        var total = (await api.GetAsync(path)).Good["total"]!;
        Assert.Equal(("4000.00", "2000.00", "2000.00", "8000.00"), ((string?)total["pv"], (string?)total["ev"], (string?)total["ac"], (string?)total["bac"]));
        Assert.Equal((0.5, 1.0), ((double)total["spi"]!, (double)total["cpi"]!));
        _ = (await api.PostAsync($"{plan.Path}/items/{await plan.IdAsync(1)}/costs", new { date = "2026-01-08", amount = "2500.00", note = "Invoice" })).Good;
        var answer = (await api.GetAsync(path)).Good;
        Assert.Equal(("2500.00", "10000.00", "-500.00"), ((string?)answer["total"]!["ac"], (string?)answer["total"]!["eacByCpi"], (string?)answer["total"]!["cv"]));
        Assert.Equal((1200L, 2400L), ((long)answer["earnedSchedule"]!["earnedMinutes"]!, (long)answer["earnedSchedule"]!["actualMinutes"]!));
        Assert.Equal(8_000m, answer["curve"]!.AsArray().Max(point => (decimal)point!["planned"]!));
    }

    [Fact]
    public async Task An_unknown_baseline_and_an_unreadable_amount_are_refused_by_name()
    {
        using var api = await server.ApiAsync();
        var plan = await PlanAsync(api);
        Assert.Equal("baseline", (string?)(await api.GetAsync($"{plan.Path}/earned-value?baseline=77")).Json["field"]);
        Assert.Equal("amount", (string?)(await api.PostAsync($"{plan.Path}/items/{await plan.IdAsync(1)}/costs", new { date = "2026-01-08", amount = "many" })).Json["field"]);
    }

    [Fact]
    public async Task Fixed_cost_falls_due_as_its_accrual_says_and_the_files_actual_cost_holds_until_progress_is_reported_here()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(1).Replace("<DurationFormat>7</DurationFormat>",
            "<DurationFormat>7</DurationFormat><FixedCost>120000</FixedCost><FixedCostAccrual>3</FixedCostAccrual><ActualStart>2026-01-05T08:00:00</ActualStart><PercentComplete>50</PercentComplete><ActualCost>70000</ActualCost>", StringComparison.Ordinal))).Good;
        var path = $"{plan.Path}/earned-value?baseline=-1&date=2026-01-05";
        var total = (await api.GetAsync(path)).Good["total"]!;
        Assert.Equal(("1200.00", "600.00", "700.00"), ((string?)total["bac"], (string?)total["ev"], (string?)total["ac"]));
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { percentComplete = 75 })).Good;
        Assert.Equal("900.00", (string?)(await api.GetAsync(path)).Good["total"]!["ac"]);
    }
}
