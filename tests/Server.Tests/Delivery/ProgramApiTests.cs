using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Programs: projects steered together, as one network with shared resources.</summary>
public sealed class ProgramApiTests(ServerFixture server)
{
    private sealed record Pair(SmallPlan First, SmallPlan Second, string Path);

    /// <summary>Three days, then in another project two that wait for them; a third project of one day; all by Ann.</summary>
    private static async Task<(Pair Pair, SmallPlan Third)> ProgramAsync(Api api)
    {
        var (first, second, third) = (await ByAnnAsync(api, 3), await ByAnnAsync(api, 2), await ByAnnAsync(api, 1));
        _ = (await second.LinkAsync(await first.IdAsync(3), await second.IdAsync(1))).Good;
        var made = (await api.PostAsync("/api/programs", new { name = "Spring", projects = new[] { first.Project, second.Project, third.Project } })).Good;
        return (new Pair(first, second, $"/api/programs/{made["id"]}"), third);
    }

    private static async Task<SmallPlan> ByAnnAsync(Api api, int count)
    {
        var plan = await SmallPlan.EmptyAsync(api);
        var assignments = string.Concat(Enumerable.Range(1, count).Select(n => $"<Assignment><UID>{n}</UID><TaskUID>{n}</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>"));
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(count).Replace("</Tasks>", $"</Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources><Assignments>{assignments}</Assignments>", StringComparison.Ordinal))).Good;
        return plan;
    }

    private static async Task<JsonNode> DoneAsync(Api api, Answer accepted)
    {
        Assert.Equal(202, accepted.Code);
        var job = accepted.Message.Headers.Location!.ToString();
        while ((string?)(await api.GetAsync(job)).Good["state"] is "queued" or "running") await Task.Delay(50);
        var ended = (await api.GetAsync(job)).Good;
        Assert.Equal("done", (string?)ended["state"]);
        return ended;
    }

    [Fact]
    public async Task A_program_says_which_project_drives_its_finish_and_how_long_each_may_slip()
    {
        using var api = await server.ApiAsync();
        var (pair, third) = await ProgramAsync(api);
        var program = (await api.GetAsync(pair.Path)).Good;
        Assert.Equal(("2026-01-05T08:00", "2026-01-09T17:00"), ((string?)program["start"], (string?)program["finish"]));
        JsonNode Row(SmallPlan plan) => program["projects"]!.AsArray().Single(row => (string?)row!["id"] == plan.Project)!;
        Assert.Equal((0L, true, 0L, true), ((long)Row(pair.First)["float"]!, (bool)Row(pair.First)["drives"]!, (long)Row(pair.Second)["float"]!, (bool)Row(pair.Second)["drives"]!));
        Assert.Equal((4 * 480L, false), ((long)Row(third)["float"]!, (bool)Row(third)["drives"]!));
        Assert.Equal([pair.First.Project, pair.First.Project, pair.First.Project, pair.Second.Project, pair.Second.Project], program["path"]!.AsArray().Select(step => (string?)step!["item"]!["project"]));
        var link = Assert.Single(program["links"]!.AsArray())!;
        Assert.Equal(("Step 3", "Step 1", 0L, false), ((string?)link["from"]!["name"], (string?)link["to"]!["name"], (long)link["slack"]!, (bool)link["late"]!));
    }

    [Fact]
    public async Task A_link_that_a_started_successor_does_not_keep_is_late()
    {
        using var api = await server.ApiAsync();
        var (pair, third) = await ProgramAsync(api);
        _ = (await third.LinkAsync(await pair.Second.IdAsync(2), await third.IdAsync(1))).Good;
        _ = (await third.PatchAsync(await third.IdAsync(1), new { constraint = "mso", constraintDate = "2026-01-06T08:00" })).Good;
        var links = (await api.GetAsync(pair.Path)).Good["links"]!.AsArray();
        Assert.Equal((true, third.Project), ((bool)links[0]!["late"]!, (string?)links[0]!["to"]!["project"]));
    }

    [Fact]
    public async Task A_project_is_in_one_program_at_most_and_linked_ones_are_suggested()
    {
        using var api = await server.ApiAsync();
        var (pair, third) = await ProgramAsync(api);
        var refused = await api.PostAsync("/api/programs", new { name = "Autumn", projects = new[] { third.Project } });
        Assert.Equal((409, "in_other_program"), (refused.Code, refused.Problem));
        var left = (await api.DeleteAsync($"{pair.Path}/projects/{pair.Second.Project}")).Good;
        Assert.Equal([pair.First.Project, third.Project], left["projects"]!.AsArray().Select(id => (string)id!).Order());
        Assert.Equal(pair.Second.Project, (string?)Assert.Single((await api.GetAsync(pair.Path)).Good["suggested"]!.AsArray()));
        _ = (await api.PutAsync($"{pair.Path}/projects/{pair.Second.Project}", new { })).Good;
        Assert.Empty((await api.GetAsync(pair.Path)).Good["suggested"]!.AsArray());
        Assert.Equal(204, (await api.DeleteAsync(pair.Path)).Code);
        Assert.Equal((404, 200), ((await api.GetAsync(pair.Path)).Code, (await api.GetAsync(pair.First.Path)).Code));
    }

    [Fact]
    public async Task Only_who_runs_it_changes_it_and_nobody_over_another()
    {
        using var api = await server.ApiAsync();
        using var viewer = await server.ApiAsync("viewer");
        var (pair, _) = await ProgramAsync(api);
        Assert.Equal((403, 403, 403), ((await viewer.PostAsync("/api/programs", new { name = "Mine" })).Code, (await viewer.DeleteAsync(pair.Path)).Code, (await viewer.PostAsync($"{pair.Path}/simulation", new { })).Code));
        Assert.Equal(428, (await api.PatchAsync(pair.Path, new { name = "Summer" })).Code);
        var seen = (await api.GetAsync(pair.Path)).ETag!;
        Assert.Equal("Summer", (string?)(await api.PatchAsync(pair.Path, new { name = "Summer" }, ("If-Match", seen))).Good["name"]);
        Assert.Equal(412, (await api.PatchAsync(pair.Path, new { name = "Winter" }, ("If-Match", seen))).Code);
        Assert.Equal("name", (string?)(await api.PostAsync("/api/programs", new { name = " " })).Json["field"]);
    }

    [Fact]
    public async Task One_person_in_three_projects_has_one_capacity_and_the_week_it_is_not_enough_is_named()
    {
        using var api = await server.ApiAsync();
        var (pair, _) = await ProgramAsync(api);
        var load = (await api.GetAsync($"{pair.Path}/resources/load?from=2026-01-05&weeks=2")).Good;
        var ann = Assert.Single(load["resources"]!.AsArray())!;
        Assert.Equal((2400L, 2880L, 0), ((long)ann["capacity"]![0]!, (long)ann["load"]![0]!, (int)ann["over"]![0]!));
        Assert.Equal(3, ann["items"]!.AsArray().Select(item => (string?)item!["project"]).Distinct().Count());
    }

    [Fact]
    public async Task Levelled_across_projects_nobody_is_in_two_at_once_and_each_plan_can_take_it_back()
    {
        using var api = await server.ApiAsync();
        var (pair, third) = await ProgramAsync(api);
        Assert.Equal("not_levelled", (await api.PostAsync($"{pair.Path}/levelling/apply", new { })).Problem);
        _ = await DoneAsync(api, await api.PostAsync($"{pair.Path}/levelling", new { seconds = 0.2 }));
        var levelled = (await api.GetAsync($"{pair.Path}/levelling")).Good;
        Assert.True((bool)levelled["current"]!);
        Assert.Equal(("2026-01-09T17:00", "2026-01-12T17:00"), (((string)levelled["result"]!["finishBefore"]!)[..16], ((string)levelled["result"]!["finish"]!)[..16]));
        Assert.Contains(levelled["result"]!["moves"]!.AsArray(), move => move!["waitsFor"]!.AsArray().Any(wait => (string?)wait!["resource"] == "Ann"));
        var applied = (await api.PostAsync($"{pair.Path}/levelling/apply", new { })).Good;
        Assert.Equal("2026-01-12T17:00", (string?)(await api.GetAsync(pair.Path)).Good["finish"]);
        var ann = (await api.GetAsync($"{pair.Path}/resources/load?from=2026-01-05&weeks=2")).Good["resources"]![0]!;
        Assert.Empty(ann["over"]!.AsArray());
        Assert.Equal("plan_changed", (await api.PostAsync($"{pair.Path}/levelling/apply", new { })).Problem);
        foreach (var plan in new[] { pair.First, pair.Second, third }.Where(plan => applied["plans"]![plan.Project] is not null)) _ = (await plan.UndoAsync()).Good;
        Assert.Equal("2026-01-09T17:00", (string?)(await api.GetAsync(pair.Path)).Good["finish"]);
    }

    [Fact]
    public async Task Simulated_as_one_network_a_risk_of_one_project_delays_the_other_and_the_program()
    {
        using var api = await server.ApiAsync();
        var (pair, third) = await ProgramAsync(api);
        var item = await pair.First.IdAsync(3);
        _ = (await api.PostAsync($"{pair.First.Path}/risks", new { name = "Strike", probability = 0.5, impacts = new[] { new { item, delay = new { low = 960, likely = 960, high = 960 } } } })).Good;
        _ = await DoneAsync(api, await api.PostAsync($"{pair.Path}/simulation", new { runs = 1000, seed = 7 }));
        var result = (await api.GetAsync($"{pair.Path}/simulation")).Good["result"]!;
        string P80(SmallPlan plan) => ((string)result["projects"]!.AsArray().Single(row => (string?)row!["project"] == plan.Project)!["p80"]!)[..10];
        Assert.Equal(("2026-01-13", "2026-01-09", "2026-01-13", "2026-01-05"), (((string)result["p80"]!)[..10], P80(pair.First), P80(pair.Second), P80(third)));
        Assert.Equal((1, 2.0), (result["risks"]!.AsArray().Count, (double)result["risks"]![0]!["p80Days"]!));
        Assert.Equal("runs", (string?)(await api.PostAsync($"{pair.Path}/simulation", new { runs = 5 })).Json["field"]);
    }

    [Fact]
    public async Task Its_pages_show_the_chain_the_links_the_load_and_the_simulation()
    {
        using var api = await server.ApiAsync();
        var (pair, _) = await ProgramAsync(api);
        _ = await DoneAsync(api, await api.PostAsync($"{pair.Path}/levelling", new { seconds = 0.1 }));
        _ = await DoneAsync(api, await api.PostAsync($"{pair.Path}/simulation", new { runs = 100 }));
        var page = pair.Path["/api".Length..];
        foreach (var (path, shown) in new[] { ("/programs", "Spring"), (page, "sets the finish"), ($"{page}/resources", "Ann, hours a week"), ($"{page}/simulation", "Finishes last") })
        {
            var seen = await api.GetAsync(path);
            Assert.Equal(200, seen.Code);
            Assert.Contains(shown, seen.Text, StringComparison.Ordinal);
        }
    }
}
