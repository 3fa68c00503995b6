using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A what-if copy holds all of a plan: levelled, simulated and valued it says what the plan would.</summary>
public sealed class WholeWhatIfTests(ServerFixture server)
{
    /// <summary>Two activities of a week side by side, both by Ann at 100 an hour, with a risk, an estimate, a baseline and a cost.</summary>
    private static async Task<(SmallPlan Plan, SmallPlan Copy, string Path)> CopyAsync(Api api)
    {
        var plan = await SmallPlan.EmptyAsync(api);
        var xml = SmallPlan.Mspdi(2).Replace("PT8H0M0S", "PT40H0M0S", StringComparison.Ordinal).Replace("<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>", "", StringComparison.Ordinal).Replace("</Tasks>", """
            </Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits><StandardRate>100</StandardRate></Resource></Resources>
            <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>
            <Assignment><UID>2</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment></Assignments>
            """, StringComparison.Ordinal);
        _ = (await plan.ImportAsync(xml)).Good;
        var (one, two) = (await plan.IdAsync(1), await plan.IdAsync(2));
        _ = (await api.PostAsync($"{plan.Path}/risks", new { name = "Strike", probability = 0.5, impacts = new[] { new { item = one, delay = new { low = 480, likely = 960, high = 1440 } } } })).Good;
        _ = (await api.PutAsync($"{plan.Path}/items/{two}/estimate", new { kind = "pert", low = 2000, likely = 2400, high = 4800 })).Good;
        _ = (await api.PostAsync($"{plan.Path}/baselines", new { name = "First", reason = "Agreed" })).Good;
        _ = (await api.PostAsync($"{plan.Path}/items/{one}/costs", new { date = "2026-01-06", amount = "750" })).Good;
        _ = (await api.PostAsync($"{plan.Path}/items/{one}/checklist", new { text = "Sign" })).Code;
        var made = (await api.PostAsync($"{plan.Path}/what-ifs", new { name = "Two teams" })).Good;
        return (plan, new SmallPlan(api, (string)made["id"]!), $"{plan.Path}/what-ifs/{made["id"]}");
    }

    private static async Task<JsonNode> SimulateAsync(Api api, SmallPlan plan)
    {
        var job = (await api.PostAsync($"{plan.Path}/simulation", new { runs = 500, seed = 3 })).Message.Headers.Location!.ToString();
        while ((string?)(await api.GetAsync(job)).Good["state"] is "queued" or "running") await Task.Delay(50);
        return (await api.GetAsync($"{plan.Path}/simulation")).Good["result"]!;
    }

    [Fact]
    public async Task Levelled_simulated_and_valued_it_says_what_the_plan_does()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, _) = await CopyAsync(api);
        var (a, b) = (await SimulateAsync(api, plan), await SimulateAsync(api, copy));
        Assert.Equal((a["curve"]!.ToJsonString(), 1), (b["curve"]!.ToJsonString(), (int)b["estimated"]!));
        foreach (var path in new[] { "earned-value?date=2026-01-08", "resources/load?from=2026-01-05&weeks=2" })
        {
            var (of, own) = ((await api.GetAsync($"{plan.Path}/{path}")).Good, (await api.GetAsync($"{copy.Path}/{path}")).Good);
            Assert.Equal((of["total"] ?? of["resources"]![0]!["load"])!.ToJsonString(), (own["total"] ?? own["resources"]![0]!["load"])!.ToJsonString());
        }
        var value = (await api.GetAsync($"{copy.Path}/earned-value?date=2026-01-08")).Good;
        Assert.Equal(("750.00", "8000.00", 11), ((string?)value["total"]!["ac"], (string?)value["total"]!["bac"], (int)value["baseline"]!));
        Assert.Equal((string?)(await api.PostAsync($"{plan.Path}/plan:level", new { })).Good["finish"], (string?)(await api.PostAsync($"{copy.Path}/plan:level", new { })).Good["finish"]);
        Assert.Empty((await api.GetAsync($"{plan.Path}/what-ifs/{copy.Project}/difference")).Good["risks"]!.AsArray());
    }

    [Fact]
    public async Task Brought_in_are_edits_of_risks_and_estimates_but_no_cost_is_there_twice()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        var risk = (await api.GetAsync($"{copy.Path}/risks")).Good["items"]![0]!;
        _ = (await api.PatchAsync($"{copy.Path}/risks/{risk["id"]}", new { probability = 0.1 }, ("If-Match", "\"1\""))).Good;
        var added = (await api.PostAsync($"{copy.Path}/items", new { name = "Second team" })).Good["item"]!["id"];
        _ = (await api.PostAsync($"{copy.Path}/risks", new { name = "Illness", probability = 0.2, impacts = new[] { new { item = added, delay = new { low = 480, likely = 480, high = 480 } } } })).Good;
        _ = (await api.PutAsync($"{copy.Path}/items/{added}/estimate", new { kind = "uniform", low = 240, high = 960 })).Good;
        _ = await api.DeleteAsync($"{copy.Path}/items/{await copy.IdAsync(2)}/estimate");
        _ = (await api.PostAsync($"{copy.Path}/items/{await copy.IdAsync(1)}/costs", new { date = "2026-01-07", amount = "999" })).Good;
        var difference = (await api.GetAsync($"{path}/difference")).Good;
        Assert.Equal(["R-1 changed probability", "R-2 added "], difference["risks"]!.AsArray().Select(row => $"{row!["code"]} {row["kind"]} {row["fields"]!.AsArray().FirstOrDefault()?["field"]}").Order());
        Assert.Equal(2, difference["estimates"]!.AsArray().Count);
        var page = await api.GetAsync(path["/api".Length..]);
        Assert.Equal(200, page.Code);
        Assert.Contains("Illness", page.Text, StringComparison.Ordinal);
        _ = (await api.PostAsync($"{path}/apply")).Good;
        var risks = (await api.GetAsync($"{plan.Path}/risks")).Good["items"]!.AsArray();
        Assert.Equal(["R-1 0.1", "R-2 0.2"], risks.Select(row => $"{row!["code"]} {row["probability"]}"));
        var made = (string?)(await plan.ItemsAsync()).Single(item => (string?)item!["name"] == "Second team")!["id"];
        Assert.Equal(made, (string?)risks[1]!["impacts"]![0]!["item"]);
        var estimate = Assert.Single((await api.GetAsync($"{plan.Path}/estimates")).Good["items"]!.AsArray())!;
        Assert.Equal((made, "uniform"), ((string?)estimate["item"], (string?)estimate["kind"]));
        Assert.Equal("750.00", (string?)(await api.GetAsync($"{plan.Path}/earned-value?date=2026-01-08")).Good["total"]!["ac"]);
    }

    [Fact]
    public async Task A_task_type_set_in_the_copy_goes_out_with_the_plan()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        _ = (await copy.PatchAsync(await copy.IdAsync(2), new { taskType = "fixed_work", effortDriven = true })).Good;
        _ = (await api.PostAsync($"{path}/apply")).Good;
        Assert.Equal("fixed_work", (string?)(await plan.ItemAsync(2))["taskType"]);
        var text = (await api.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text;
        Assert.Contains("<EffortDriven>1</EffortDriven>", text, StringComparison.Ordinal);
        Assert.Contains("<Type>2</Type>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_risk_that_both_changed_is_named_before_the_copy_wins()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        await SetRiskAsync(api, copy, 0.1);
        await SetRiskAsync(api, plan, 0.9);
        var refused = await api.PostAsync($"{path}/apply");
        Assert.Equal((409, "Strike"), (refused.Code, (string?)refused.Json["conflicts"]![0]));
        _ = (await api.PostAsync($"{path}/apply?force=true")).Good;
        Assert.Equal(0.1, (double)(await api.GetAsync($"{plan.Path}/risks")).Good["items"]![0]!["probability"]!);
    }

    private static Task<string> RisksAsync(Api api, SmallPlan plan) => TextAsync(api, $"{plan.Path}/risks", ["name", "probability", "impacts"]);

    private static Task<string> EstimatesAsync(Api api, SmallPlan plan) => TextAsync(api, $"{plan.Path}/estimates", ["item", "kind", "low", "likely", "high"]);

    private static async Task<string> TextAsync(Api api, string path, string[] fields) =>
        string.Join("; ", (await api.GetAsync(path)).Good["items"]!.AsArray().Select(row => string.Join(" ", fields.Select(field => row![field]?.ToJsonString()))).Order());

    private static async Task SetRiskAsync(Api api, SmallPlan of, double probability)
    {
        var risk = (await api.GetAsync($"{of.Path}/risks")).Good["items"]![0]!;
        _ = (await api.PatchAsync($"{of.Path}/risks/{risk["id"]}", new { probability }, ("If-Match", $"\"{risk["version"]}\""))).Good;
    }

    [Fact]
    public async Task Undo_of_a_copy_brought_in_puts_risks_and_estimates_back_and_redo_brings_them_again()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        var before = (await RisksAsync(api, plan), await EstimatesAsync(api, plan));
        await SetRiskAsync(api, copy, 0.1);
        _ = (await api.PostAsync($"{copy.Path}/risks", new { name = "Illness", probability = 0.2 })).Good;
        _ = (await api.PutAsync($"{copy.Path}/items/{await copy.IdAsync(1)}/estimate", new { kind = "uniform", low = 240, high = 960 })).Good;
        _ = await api.DeleteAsync($"{copy.Path}/items/{await copy.IdAsync(2)}/estimate");
        _ = (await api.PostAsync($"{path}/apply")).Good;
        var after = (await RisksAsync(api, plan), await EstimatesAsync(api, plan));
        Assert.NotEqual(before, after);
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal(before, (await RisksAsync(api, plan), await EstimatesAsync(api, plan)));
        _ = (await plan.RedoAsync()).Good;
        Assert.Equal(after, (await RisksAsync(api, plan), await EstimatesAsync(api, plan)));
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal(before, (await RisksAsync(api, plan), await EstimatesAsync(api, plan)));
    }

    [Fact]
    public async Task A_risk_edited_since_it_was_brought_in_is_not_undone()
    {
        using var api = await server.ApiAsync();
        using var other = await server.ApiAsync("pmo");
        var (plan, copy, path) = await CopyAsync(api);
        await SetRiskAsync(api, copy, 0.1);
        _ = (await api.PostAsync($"{path}/apply")).Good;
        await SetRiskAsync(other, new SmallPlan(other, plan.Project), 0.7);
        var refused = await plan.UndoAsync();
        Assert.Equal((409, "undo_blocked"), (refused.Code, refused.Problem));
        Assert.NotEqual("Tandem", (string?)refused.Json["by"]);
        Assert.Equal(0.7, (double)(await api.GetAsync($"{plan.Path}/risks")).Good["items"]![0]!["probability"]!);
    }

    [Fact]
    public async Task An_assignment_that_both_changed_is_named_before_the_copy_wins()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        async Task ShareAsync(SmallPlan of, double units) => _ = (await of.PatchAsync(await of.IdAsync(1), new { assignments = new[] { new { resource = 1, units } } })).Good;
        await ShareAsync(copy, 0.5);
        Assert.False((bool)Assert.Single((await api.GetAsync($"{path}/difference")).Good["assignments"]!.AsArray())!["conflict"]!);
        await ShareAsync(plan, 0.25);
        var assigned = Assert.Single((await api.GetAsync($"{path}/difference")).Good["assignments"]!.AsArray())!;
        Assert.Equal((true, 0.25, 0.5), ((bool)assigned["conflict"]!, (double)assigned["units"]!["plan"]!, (double)assigned["units"]!["copy"]!));
        var refused = await api.PostAsync($"{path}/apply");
        Assert.Equal((409, "what_if_conflict", "Step 1"), (refused.Code, refused.Problem, (string?)Assert.Single(refused.Json["conflicts"]!.AsArray())));
        _ = (await api.PostAsync($"{path}/apply?force=true")).Good;
        Assert.Equal(0.5, (double)Assert.Single((await plan.ItemAsync(1))["assignments"]!.AsArray())!["units"]!);
    }

    [Fact]
    public async Task What_another_plan_holds_up_starts_in_the_copy_when_it_does_in_the_plan()
    {
        using var api = await server.ApiAsync();
        var (first, second) = (await SmallPlan.ChainAsync(api, 3), await SmallPlan.ChainAsync(api, 2));
        _ = (await second.LinkAsync(await first.IdAsync(3), await second.IdAsync(1))).Good;
        var made = (await api.PostAsync($"{second.Path}/what-ifs", new { name = "Alone" })).Good;
        var copy = new SmallPlan(api, (string)made["id"]!);
        Assert.Equal("2026-01-08T08:00", (string?)(await copy.ItemAsync(1))["start"]);
        _ = (await copy.PatchAsync(await copy.IdAsync(2), new { duration = 960 })).Good;
        Assert.Equal("2026-01-08T08:00", (string?)(await copy.ItemAsync(1))["start"]);
        Assert.Single((await api.GetAsync($"{second.Path}/what-ifs/{made["id"]}/difference")).Good["changed"]!.AsArray());
    }
}
