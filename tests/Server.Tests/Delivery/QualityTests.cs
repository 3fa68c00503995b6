using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

public sealed class QualityTests(ServerFixture server)
{
    private static async Task<JsonNode> CheckAsync(Api api, SmallPlan plan, string code) =>
        (await api.GetAsync($"{plan.Path}/plan/quality")).Good["checks"]!.AsArray().Single(check => (string?)check!["code"] == code)!;

    [Fact]
    public async Task A_lag_is_found_and_the_one_click_fix_removes_it_and_can_be_undone()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(4).Replace("<PredecessorUID>2</PredecessorUID><Type>1</Type>", "<PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag>", StringComparison.Ordinal))).Good;
        var found = (await CheckAsync(api, plan, "lags"))["findings"]![0]!;
        Assert.Equal(("Step 3", "remove_lag", true), ((string?)found["name"], (string?)found["fix"], (bool?)found["oneClick"]));
        var answer = (await api.PostAsync($"{plan.Path}/plan/quality/fixes", new { fix = "remove_lag", item = (string?)found["item"], dependency = (string?)found["dependency"] })).Good;
        Assert.Equal(2, answer["moved"]!.AsArray().Count);
        Assert.True((bool?)(await CheckAsync(api, plan, "lags"))["passed"]);
        _ = (await plan.UndoAsync()).Good;
        Assert.False((bool?)(await CheckAsync(api, plan, "lags"))["passed"]);
    }

    [Fact]
    public async Task A_fix_that_needs_thought_is_refused_as_an_edit()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var answer = await api.PostAsync($"{plan.Path}/plan/quality/fixes", new { fix = "split_activity", item = await plan.IdAsync(1) });
        Assert.Equal(400, answer.Code);
    }

    [Fact]
    public async Task A_hard_constraint_is_removed_by_its_fix()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        _ = (await plan.PatchAsync(await plan.IdAsync(2), new { constraint = "mso", constraintDate = "2026-01-08T08:00" })).Good;
        _ = (await api.PostAsync($"{plan.Path}/plan/quality/fixes", new { fix = "remove_constraint", item = await plan.IdAsync(2) })).Good;
        Assert.Equal("2026-01-06T08:00", (string?)(await plan.ItemAsync(2))["start"]);
    }

    [Fact]
    public async Task Why_a_date_is_so_lists_the_chain_to_the_projects_start_and_the_drag()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var answer = (await api.GetAsync($"{plan.Path}/items/{await plan.IdAsync(3)}/path")).Good;
        Assert.Equal(["link", "link", "project_start"], answer["steps"]!.AsArray().Select(step => (string?)step!["driver"]));
        Assert.Equal(480, (long?)answer["drag"]);
    }

    [Fact]
    public async Task An_actual_date_after_the_data_date_goes_with_the_state_that_rested_on_it()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(2).Replace("<StartDate>", "<StatusDate>2026-01-05T17:00:00</StatusDate><StartDate>", StringComparison.Ordinal))).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { actualStart = "2026-01-05T08:00", actualFinish = "2026-01-07T17:00" })).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(2), new { actualStart = "2026-01-08T08:00" })).Good;
        foreach (var (uid, state, percent) in new[] { (1, "in_progress", 99.0), (2, "ready", 0.0) })
        {
            _ = (await api.PostAsync($"{plan.Path}/plan/quality/fixes", new { fix = "clear_actual", item = await plan.IdAsync(uid) })).Good;
            var item = await plan.ItemAsync(uid);
            Assert.Equal((state, percent, true), ((string?)item["state"], (double)item["percentComplete"]!, item["actualFinish"] is null));
        }
    }

    [Fact]
    public async Task A_link_that_a_file_has_twice_is_checked_all_the_same()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        const string link = "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag></PredecessorLink>";
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(2).Replace("<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>", link + link, StringComparison.Ordinal))).Good;
        Assert.Equal("Step 2", (string?)(await CheckAsync(api, plan, "lags"))["findings"]![0]!["name"]);
    }
}
