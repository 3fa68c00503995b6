using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Windows of a plan: which rows, in which order and groups, and what comes beside them.</summary>
public sealed class RowsTests(ServerFixture server)
{
    /// <summary>1 Prepare (2 Plan, 3 Order), 4 Build; 2 → 3 → 4.</summary>
    private const string Csv = "ID,Outline level,Name,Duration,Predecessors,% complete,Deadline\n1,1,Prepare,,,,\n2,2,Plan it,2d,,100%,\n3,2,Order it,3d,2FS,0%,2026-01-06 17:00\n4,1,Build it,5d,3FS,0%,\n";

    private static async Task<SmallPlan> PlanAsync(Api api)
    {
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(Csv, "text/csv")).Good;
        return plan;
    }

    private static string Names(JsonNode answer) => string.Join(", ", answer["columns"]!["name"]!.AsArray().Select(name => (string)name!));

    [Fact]
    public async Task The_outline_tells_the_tree_of_the_whole_and_a_window_holds_its_rows_alone()
    {
        using var api = await server.ApiAsync();
        var plan = await PlanAsync(api);
        var answer = (await api.GetAsync($"{plan.Path}/plan/rows?outline=true&from=0&count=1&fields=name")).Good;
        Assert.Equal("[1,1,1,1]|[0,1,1,0]", $"{answer["outline"]!["numberSteps"]!.ToJsonString()}|{answer["outline"]!["levels"]!.ToJsonString()}");
        Assert.Equal((3, 2, 1), ((int)answer["outline"]!["items"]!, (int)answer["outline"]!["critical"]!, (int)answer["outline"]!["late"]!));
        Assert.Equal("Prepare", Names(answer));
        Assert.Equal("Plan it, Build it", Names((await api.GetAsync($"{plan.Path}/plan/rows?rows=1,3-3&fields=name")).Good));
        Assert.Equal("rows", (string?)(await api.GetAsync($"{plan.Path}/plan/rows?rows=2-1")).Json["field"]);
    }

    [Fact]
    public async Task Links_come_with_the_rows_they_touch_and_tell_who_stands_at_the_other_end()
    {
        using var api = await server.ApiAsync();
        var links = (await api.GetAsync($"{(await PlanAsync(api)).Path}/plan/rows?rows=3&links=true&fields=name")).Good["links"]!;
        Assert.Equal("[2]|[3]|[\"fs\"]|[true]", $"{links["from"]!.ToJsonString()}|{links["to"]!.ToJsonString()}|{links["type"]!.ToJsonString()}|{links["critical"]!.ToJsonString()}");
        Assert.Equal("Order it", (string?)links["ends"]![0]!["name"]);
    }

    [Theory]
    [InlineData("text=order", "Prepare, Order it")]
    [InlineData("late=true", "Prepare, Order it")]
    [InlineData("critical=true", "Prepare, Order it, Build it")]
    [InlineData("state=ready", "Prepare, Plan it")]
    [InlineData("owner=none&text=build", "Build it")]
    [InlineData("sort=-duration", "Build it, Order it, Plan it")]
    [InlineData("sort=name", "Build it, Order it, Plan it")]
    [InlineData("group=state&sort=duration", "Order it, Build it, Plan it")]
    public async Task A_filter_an_order_and_groups_are_the_servers(string asked, string names)
    {
        using var api = await server.ApiAsync();
        Assert.Equal(names, Names((await api.GetAsync($"{(await PlanAsync(api)).Path}/plan/rows?fields=name&{asked}")).Good));
    }

    [Theory]
    [InlineData("sort=colour", "sort")]
    [InlineData("group=colour", "group")]
    [InlineData("baseline=77", "baseline")]
    public async Task What_is_no_order_group_or_baseline_is_named(string asked, string field)
    {
        using var api = await server.ApiAsync();
        var answer = await api.GetAsync($"{(await PlanAsync(api)).Path}/plan/rows?{asked}");
        Assert.Equal((400, field), (answer.Code, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task Any_baseline_can_be_drawn_and_tells_how_far_the_plan_is_off_it()
    {
        using var api = await server.ApiAsync();
        var plan = await PlanAsync(api);
        var number = (int)(await api.PostAsync($"{plan.Path}/baselines", new { name = "First", reason = "To begin with" })).Good["number"]!;
        var item = (await plan.ItemsAsync()).Single(row => (string?)row!["name"] == "Order it")!;
        _ = (await api.PatchAsync($"{plan.Path}/items/{item["id"]}", new { duration = 4 * 480 }, ("If-Match", $"\"{item["version"]}\""))).Good;
        _ = (await api.PostAsync($"{plan.Path}/baselines", new { name = "Second", reason = "Later" })).Good;
        const string fields = "fields=baselineDuration,startVariance,finishVariance,durationVariance&rows=2-3";
        var first = (await api.GetAsync($"{plan.Path}/plan/rows?{fields}&baseline={number}")).Good["columns"]!;
        Assert.Equal("[1440,2400]|[0,480]|[480,480]|[480,0]", string.Join('|', new[] { "baselineDuration", "startVariance", "finishVariance", "durationVariance" }.Select(name => first[name]!.ToJsonString())));
        Assert.Equal("[0,0]", (await api.GetAsync($"{plan.Path}/plan/rows?{fields}")).Good["columns"]!["finishVariance"]!.ToJsonString());
        Assert.Equal("[null,null]", (await api.GetAsync($"{plan.Path}/plan/rows?{fields}&baseline=none")).Good["columns"]!["finishVariance"]!.ToJsonString());
    }

    [Fact]
    public async Task What_somebody_chose_to_see_is_kept_for_them_and_their_project_alone()
    {
        using var api = await server.ApiAsync();
        using var other = await server.ApiAsync("pmo");
        var plan = await PlanAsync(api);
        _ = (await api.PutAsync($"{plan.Path}/plan/view", new { gantt = new[] { "start", "freeFloat" }, group = "owner", sort = "-start", widths = new { start = 120 } })).Good;
        var kept = (await api.GetAsync($"{plan.Path}/plan/view")).Good;
        Assert.Equal("""["start","freeFloat"]|owner|-start""", $"{kept["gantt"]!.ToJsonString()}|{kept["group"]}|{kept["sort"]}");
        Assert.Null((await other.GetAsync($"{plan.Path}/plan/view")).Good["gantt"]);
        Assert.Null((await api.GetAsync($"{(await SmallPlan.EmptyAsync(api)).Path}/plan/view")).Good["gantt"]);
        Assert.Equal(120, (int)kept["widths"]!["start"]!);
        Assert.Equal("widths", (string?)(await api.PutAsync($"{plan.Path}/plan/view", new { widths = new { start = 4 } })).Json["field"]);
        var wrong = await api.PutAsync($"{plan.Path}/plan/view", new { table = new[] { "a b" } });
        Assert.Equal((400, "table"), (wrong.Code, (string?)wrong.Json["field"]));
    }
}
