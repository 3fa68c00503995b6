using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

public sealed class RiskTests(ServerFixture server)
{
    private static async Task<JsonNode> SimulateAsync(Api api, SmallPlan plan, object settings)
    {
        var accepted = await api.PostAsync($"{plan.Path}/simulation", settings);
        Assert.Equal(202, accepted.Code);
        var job = accepted.Message.Headers.Location!.ToString();
        for (var wait = 0; wait < 600; wait++)
        {
            var state = (string?)(await api.GetAsync(job)).Good["state"];
            Assert.NotEqual("failed", state);
            if (state == "done") return (await api.GetAsync($"{plan.Path}/simulation")).Good;
            await Task.Delay(50);
        }
        throw new TimeoutException("The simulation did not end.");
    }

    [Fact]
    public async Task A_risk_moves_P80_and_its_removal_gains_it_back()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var item = await plan.IdAsync(2);
        var made = (await api.PostAsync($"{plan.Path}/risks", new { name = "Port strike", probability = 0.5, response = "transfer", impacts = new[] { new { item, delay = new { low = 960, likely = 960, high = 960 } } } })).Good;
        Assert.Equal("R-1", (string?)made["code"]);
        var result = (await SimulateAsync(api, plan, new { runs = 1000, seed = 7 }))["result"]!;
        Assert.Equal("2026-01-07T17:00", ((string)result["planned"]!)[..16]);
        Assert.Equal("2026-01-09T17:00", ((string)result["p80"]!)[..16]);
        Assert.InRange((double)result["plannedConfidence"]!, 0.4, 0.6);
        Assert.Equal(2, (double)result["risks"]![0]!["p80Days"]!, 3);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answer()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        _ = (await api.PutAsync($"{plan.Path}/items/{await plan.IdAsync(1)}/estimate", new { kind = "pert", low = 240, likely = 480, high = 1920 })).Good;
        var first = (await SimulateAsync(api, plan, new { runs = 500, seed = 3 }))["result"]!;
        var second = (await SimulateAsync(api, plan, new { runs = 500, seed = 3 }))["result"]!;
        Assert.Equal(first["curve"]!.ToJsonString(), second["curve"]!.ToJsonString());
        Assert.Equal(1, (int)first["estimated"]!);
        Assert.True((double)first["activities"]!.AsArray().Max(a => (double?)a!["sensitivity"])! > 0.9);
    }

    [Fact]
    public async Task Estimates_in_a_files_custom_fields_become_the_plans_and_the_report_says_so()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Paths.Repository, "tests", "Engines.Tests", "Data", "scheduling", "mspdi", "trueppm-cloud_migration.xml"));
        var told = (await plan.ImportAsync(bytes)).Good["warnings"]!.AsArray().Single(w => (string?)w!["code"] == "three_points_taken")!;
        Assert.EndsWith("Optimistic, Most Likely, Pessimistic.", (string)told["message"]!);
        var items = (await api.GetAsync($"{plan.Path}/plan")).Good["items"]!.AsArray();
        var estimates = (await api.GetAsync($"{plan.Path}/estimates")).Good["items"]!.AsArray();
        Assert.Equal(items.Count(item => (string?)item!["type"] == "activity"), estimates.Count);
        var first = estimates.Single(e => (string?)e!["item"] == (string?)items.First(item => (string?)item!["type"] == "activity")!["id"])!;
        Assert.Equal((1440.0, 2400.0, 4320.0, "pert"), ((double)first["low"]!, (double)first["likely"]!, (double)first["high"]!, (string?)first["kind"]));
        _ = (await plan.ImportAsync(bytes)).Good;
        Assert.Equal(estimates.Count, (await api.GetAsync($"{plan.Path}/estimates")).Good["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_out_of_order_or_range_is_refused_by_its_field()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var item = await plan.IdAsync(1);
        Assert.Equal("probability", (string?)(await api.PostAsync($"{plan.Path}/risks", new { name = "x", probability = 1.5 })).Json["field"]);
        Assert.Equal("likely", (string?)(await api.PutAsync($"{plan.Path}/items/{item}/estimate", new { kind = "pert", low = 500, likely = 480, high = 600 })).Json["field"]);
        Assert.Equal("runs", (string?)(await api.PostAsync($"{plan.Path}/simulation", new { runs = 5 })).Json["field"]);
    }

    [Fact]
    public async Task A_risk_changed_since_it_was_read_is_not_overwritten()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var made = (await api.PostAsync($"{plan.Path}/risks", new { name = "Fire", probability = 0.1 })).Good;
        var path = $"{plan.Path}/risks/{made["id"]}";
        Assert.Equal(428, (await api.PatchAsync(path, new { probability = 0.2 })).Code);
        _ = (await api.PatchAsync(path, new { probability = 0.2 }, ("If-Match", "\"1\""))).Good;
        Assert.Equal(412, (await api.PatchAsync(path, new { probability = 0.3 }, ("If-Match", "\"1\""))).Code);
    }

    [Fact]
    public async Task Work_on_a_branch_happens_only_in_its_share_of_runs()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var branches = new[] { new { ways = new[] { new { probability = 0.25, items = new[] { await plan.IdAsync(2) } } } } };
        var result = (await SimulateAsync(api, plan, new { runs = 2000, seed = 5, branches }))["result"]!;
        var early = result["days"]!.AsArray().Where(day => (string?)day!["day"] == "2026-01-06").Sum(day => (int)day!["runs"]!);
        Assert.InRange(early, 1400, 1600);
        Assert.Equal("branches", (string?)(await api.PostAsync($"{plan.Path}/simulation", new { branches = new[] { new { ways = new[] { new { probability = 2.0, items = Array.Empty<string>() } } } } })).Json["field"]);
    }

    [Theory]
    [InlineData("""{"impacts":[null]}""")]
    [InlineData("""{"impacts":[{"item":"ITEM","delay":{"low":0,"likely":1,"high":1e300}}]}""")]
    [InlineData("""{"impacts":[{"item":"ITEM","cost":{"low":-1e400,"likely":1,"high":2}}]}""")]
    public async Task An_impact_that_no_run_could_bear_is_refused(string change)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var made = (await api.PostAsync($"{plan.Path}/risks", new { name = "Fire", probability = 0.1 })).Good;
        var answer = await api.PatchAsync($"{plan.Path}/risks/{made["id"]}", JsonNode.Parse(change.Replace("ITEM", await plan.IdAsync(1), StringComparison.Ordinal))!, ("If-Match", "\"1\""));
        Assert.Equal((400, "impacts"), (answer.Code, (string?)answer.Json["field"]));
    }

    [Theory]
    [InlineData("""{"branches":[null]}""", "branches")]
    [InlineData("""{"branches":[{}]}""", "branches")]
    [InlineData("""{"branches":[{"ways":[null]}]}""", "branches")]
    [InlineData("""{"branches":[{"ways":[{"probability":0.5}]}]}""", "branches")]
    [InlineData("""{"conditions":[null]}""", "conditions")]
    [InlineData("""{"conditions":[{"watched":"ITEM","after":"2026-01-08T08:00:00","late":[]}]}""", "conditions")]
    public async Task Ways_with_holes_are_refused_by_their_field(string settings, string field)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var answer = await api.PostAsync($"{plan.Path}/simulation", JsonNode.Parse(settings.Replace("ITEM", await plan.IdAsync(1), StringComparison.Ordinal))!);
        Assert.Equal((400, field), (answer.Code, (string?)answer.Json["field"]));
    }
}
