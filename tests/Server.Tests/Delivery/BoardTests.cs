namespace Tandem.Server.Tests.Delivery;

/// <summary>Board and plan are one: states and actual dates follow each other.</summary>
public sealed class BoardTests(ServerFixture server)
{
    [Fact]
    public async Task In_progress_sets_the_actual_start_done_the_finish_and_100_percent_and_undo_takes_both_back()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(1);
        var begun = (await plan.PatchAsync(id, new { state = "in_progress" })).Good["item"]!;
        Assert.NotNull((string?)begun["actualStart"]);
        Assert.Null((string?)begun["actualFinish"]);
        var done = (await plan.PatchAsync(id, new { state = "done" })).Good["item"]!;
        Assert.NotNull((string?)done["actualFinish"]);
        Assert.Equal(100, (double)done["percentComplete"]!);
        Assert.Equal("in_progress", (string?)(await plan.UndoAsync()).Good["item"]!["state"]);
        var back = (await plan.UndoAsync()).Good["item"]!;
        Assert.Equal(("ready", null), ((string?)back["state"], (string?)back["actualStart"]));
    }

    [Fact]
    public async Task Dates_and_percent_move_the_card()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(1);
        Assert.Equal("in_progress", (string?)(await plan.PatchAsync(id, new { actualStart = "2026-01-05T08:00" })).Good["item"]!["state"]);
        Assert.Equal("in_progress", (string?)(await plan.PatchAsync(id, new { percentComplete = 50 })).Good["item"]!["state"]);
        Assert.Equal("done", (string?)(await plan.PatchAsync(id, new { actualFinish = "2026-01-05T17:00" })).Good["item"]!["state"]);
        var again = (await plan.PatchAsync(id, new { actualFinish = (string?)null })).Good["item"]!;
        Assert.Equal(("in_progress", 0.0), ((string?)again["state"], (double)again["percentComplete"]!));
    }

    [Fact]
    public async Task Back_on_the_board_clears_the_dates()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var id = await plan.IdAsync(1);
        _ = (await plan.PatchAsync(id, new { state = "done" })).Good;
        var back = (await plan.PatchAsync(id, new { state = "backlog" })).Good["item"]!;
        Assert.Equal((null, null, 0.0), ((string?)back["actualStart"], (string?)back["actualFinish"], (double)back["percentComplete"]!));
    }

    [Fact]
    public async Task A_summary_follows_the_work_below_it_and_can_not_be_moved_by_hand()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var phase = (string)(await api.PostAsync($"{plan.Path}/items", new { name = "Phase" })).Good["item"]!["id"]!;
        var work = (string)(await api.PostAsync($"{plan.Path}/items", new { name = "Work", parent = phase })).Good["item"]!["id"]!;
        Assert.Equal("summary_computed", (await plan.PatchAsync(phase, new { state = "done" })).Problem);
        _ = (await plan.PatchAsync(work, new { state = "done" })).Good;
        var above = (await plan.ItemsAsync())[0]!;
        Assert.Equal(("done", 100.0), ((string?)above["state"], (double)above["percentComplete"]!));
    }

    [Fact]
    public async Task Who_runs_a_project_names_its_columns_sets_their_limits_and_leaves_out_what_is_not_needed()
    {
        using var api = await server.ApiAsync();
        using var viewer = await server.ApiAsync("viewer");
        var plan = await SmallPlan.ChainAsync(api, 2);
        var seen = await api.GetAsync(plan.Path);
        var states = new object[] { new { key = "done" }, new { key = "backlog", name = "Ideas" }, new { key = "in_progress", limit = 3 } };
        Assert.Equal(403, (await viewer.PatchAsync(plan.Path, new { states }, ("If-Match", seen.ETag!))).Code);
        Assert.Equal(428, (await api.PatchAsync(plan.Path, new { states })).Code);
        var answer = await api.PatchAsync(plan.Path, new { name = "Autumn", states }, ("If-Match", seen.ETag!));
        Assert.Equal(["done  ", "backlog Ideas ", "in_progress  3"], answer.Good["states"]!.AsArray().Select(state => $"{state!["key"]} {state["name"]} {state["limit"]}"));
        Assert.Equal("Autumn", (string?)(await api.GetAsync(plan.Path)).Good["name"]);
        Assert.Equal(412, (await api.PatchAsync(plan.Path, new { name = "Late" }, ("If-Match", seen.ETag!))).Code);
        Assert.Equal("state", (string?)(await plan.PatchAsync(await plan.IdAsync(1), new { state = "review" })).Json["field"]);
    }

    [Fact]
    public async Task Columns_of_a_projects_own_mean_a_state_and_an_item_stands_in_its_own_until_its_state_changes()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var states = new object[] { new { key = "backlog" }, new { key = "build", name = "Build", state = "in_progress" }, new { key = "test", name = "Test", state = "in_progress", limit = 2 }, new { key = "done" } };
        var kept = await api.PatchAsync(plan.Path, new { states }, ("If-Match", (await api.GetAsync(plan.Path)).ETag!));
        Assert.Equal(["backlog backlog", "build in_progress", "test in_progress", "done done"], kept.Good["states"]!.AsArray().Select(state => $"{state!["key"]} {state["state"]}"));
        var id = await plan.IdAsync(1);
        var begun = (await plan.PatchAsync(id, new { column = "test" })).Good["item"]!;
        Assert.Equal(("in_progress", "test", true), ((string?)begun["state"], (string?)begun["column"], (string?)begun["actualStart"] is not null));
        var page = await PageAsync(plan);
        Assert.Contains("data-column=\"test\"", page, StringComparison.Ordinal);
        Assert.Contains(id, Column(page, "test"), StringComparison.Ordinal);
        Assert.Equal("build", (string?)(await plan.PatchAsync(id, new { column = "build" })).Good["item"]!["column"]);
        Assert.Null((string?)(await plan.PatchAsync(id, new { state = "done" })).Good["item"]!["column"]);
        Assert.Equal("build", (string?)(await plan.UndoAsync()).Good["item"]!["column"]);
        Assert.Equal("column", (string?)(await plan.PatchAsync(id, new { column = "review" })).Json["field"]);
        _ = (await plan.PatchAsync(id, new { column = "test" })).Good;
        _ = (await api.PatchAsync(plan.Path, new { states = states.Where((_, at) => at != 2) }, ("If-Match", (await api.GetAsync(plan.Path)).ETag!))).Good;
        Assert.Contains(id, Column(await PageAsync(plan), "build"), StringComparison.Ordinal);

        async Task<string> PageAsync(SmallPlan of)
        {
            var seen = await api.GetAsync($"/projects/{of.Project}/board");
            return seen.Text;
        }

        static string Column(string html, string key) => html.Split("data-column=\"").First(part => part.StartsWith(key + "\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_board_is_not_left_without_the_columns_that_dates_need_nor_with_a_senseless_limit()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var seen = (await api.GetAsync(plan.Path)).ETag!;
        object backlog = new { key = "backlog" }, work = new { key = "in_progress" }, done = new { key = "done" };
        foreach (var (problem, states) in new[] { ("state_missing", new[] { backlog, work }), ("bad_limit", [backlog, new { key = "in_progress", limit = 0 }, done]), ("bad_value", [backlog, work, done, new { key = "waiting" }]), ("bad_value", [backlog, work, done, new { key = "waiting", name = "Waiting", state = "waiting" }]),
            ("required", [backlog, work, done, new { key = "waiting", state = "review" }]), ("bad_value", [backlog, work, done, new { key = "review", state = "done" }]) })
            Assert.Equal(problem, (await api.PatchAsync(plan.Path, new { states }, ("If-Match", seen))).Problem);
    }

    [Fact]
    public async Task A_person_says_how_much_an_item_matters_and_takes_it_back()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(2);
        Assert.Equal("high", (string?)(await plan.PatchAsync(id, new { priority = "high" })).Good["item"]!["priority"]);
        Assert.Equal("priority", (string?)(await plan.PatchAsync(id, new { priority = "first" })).Json["field"]);
        Assert.Null((await plan.UndoAsync()).Good["item"]!["priority"]);
    }

    [Fact]
    public async Task A_column_that_is_nothing_is_refused_by_its_place()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var answer = await api.PatchAsync(plan.Path, new { states = new object?[] { new { key = "done" }, null } }, ("If-Match", (await api.GetAsync(plan.Path)).ETag!));
        Assert.Equal((400, "states[1]"), (answer.Code, (string?)answer.Json["field"]));
    }
}
