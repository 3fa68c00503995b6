using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Copies of a plan to try things out: edited like a plan, told against it, brought in as one edit or thrown away.</summary>
public sealed class WhatIfTests(ServerFixture server)
{
    private static async Task<(SmallPlan Plan, SmallPlan Copy, string Path)> CopyAsync(Api api, int count = 4)
    {
        var plan = await SmallPlan.ChainAsync(api, count);
        var made = (await api.PostAsync($"{plan.Path}/what-ifs", new { name = "Two teams" })).Good;
        return (plan, new SmallPlan(api, (string)made["id"]!), $"{plan.Path}/what-ifs/{made["id"]}");
    }

    private static async Task<JsonNode> DifferenceAsync(Api api, string path) => (await api.GetAsync($"{path}/difference")).Good;

    [Fact]
    public async Task A_copy_is_a_plan_of_its_own_that_no_list_shows()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, _) = await CopyAsync(api);
        Assert.Equal(Dates(await plan.ItemsAsync()), Dates(await copy.ItemsAsync()));
        _ = (await copy.PatchAsync(await copy.IdAsync(2), new { duration = 3 * 480 })).Good;
        Assert.Equal(480, (int)(await plan.ItemAsync(2))["duration"]!);
        for (var next = ""; next is not null;)
        {
            var page = (await api.GetAsync($"/api/projects?cursor={next}")).Good;
            Assert.DoesNotContain(page["items"]!.AsArray(), row => (string?)row!["id"] == copy.Project);
            next = (string?)page["next"];
        }
        Assert.Equal("Two teams", (string?)(await api.GetAsync($"{plan.Path}/what-ifs")).Good["items"]![0]!["name"]);
        Assert.Equal("what_if_of_what_if", (await api.PostAsync($"{copy.Path}/what-ifs", new { name = "Again" })).Problem);
    }

    [Fact]
    public async Task The_difference_names_what_was_added_removed_set_and_moved()
    {
        using var api = await server.ApiAsync();
        var (_, copy, path) = await CopyAsync(api);
        _ = (await copy.PatchAsync(await copy.IdAsync(2), new { duration = 3 * 480 })).Good;
        _ = (await api.PostAsync($"{copy.Path}/items", new { name = "Also this" })).Good;
        _ = (await api.DeleteAsync($"{copy.Path}/items/{await copy.IdAsync(4)}")).Good;
        var difference = await DifferenceAsync(api, path);
        Assert.Equal("Also this|Step 4", $"{difference["added"]![0]!["name"]}|{difference["removed"]![0]!["name"]}");
        Assert.Equal("""Step 2 duration 480 1440""", $"{difference["changed"]![0]!["name"]} {difference["changed"]![0]!["fields"]![0]!["field"]} {difference["changed"]![0]!["fields"]![0]!["plan"]} {difference["changed"]![0]!["fields"]![0]!["copy"]}");
        Assert.Equal(["Step 2", "Step 3"], difference["moved"]!.AsArray().Select(row => (string)row!["name"]!));
        Assert.Equal(("2026-01-08T17:00", "2026-01-09T17:00"), ((string?)difference["finish"]!["plan"]!["at"], (string?)difference["finish"]!["copy"]!["at"]));
        Assert.Equal("removed", (string?)difference["links"]![0]!["kind"]);
    }

    [Fact]
    public async Task The_page_of_a_copy_names_every_field_and_its_values()
    {
        using var api = await server.ApiAsync();
        var (_, copy, path) = await CopyAsync(api);
        _ = (await copy.PatchAsync(await copy.IdAsync(2), new { taskType = "fixed_work" })).Good;
        var page = await api.GetAsync(path["/api".Length..]);
        Assert.Equal(200, page.Code);
        foreach (var said in new[] { "task type", "fixed units", "fixed work" }) Assert.Contains(said, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brought_in_the_plan_is_as_the_copy_was_and_one_undo_takes_it_back()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        var before = Dates(await plan.ItemsAsync());
        _ = (await copy.PatchAsync(await copy.IdAsync(2), new { duration = 3 * 480 })).Good;
        var summary = (await api.PostAsync($"{copy.Path}/items", new { name = "Stage" })).Good["item"]!["id"]!;
        _ = (await api.PostAsync($"{copy.Path}/items", new { name = "Inside", parent = summary })).Good;
        _ = (await copy.PatchAsync(await copy.IdAsync(4), new { parent = (string)summary! })).Good;
        _ = (await api.DeleteAsync($"{copy.Path}/items/{await copy.IdAsync(3)}")).Good;
        var wanted = Dates(await copy.ItemsAsync());
        _ = (await api.PostAsync($"{path}/apply")).Good;
        Assert.Equal(wanted, Dates(await plan.ItemsAsync()));
        Assert.Equal(404, (await api.GetAsync($"{copy.Path}/plan")).Code);
        _ = (await api.PostAsync($"{plan.Path}/plan:undo")).Good;
        Assert.Equal(before, Dates(await plan.ItemsAsync()));
    }

    [Fact]
    public async Task What_the_plans_people_edited_meanwhile_is_kept_and_what_both_edited_is_named()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        _ = (await copy.PatchAsync(await copy.IdAsync(2), new { duration = 3 * 480 })).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(3), new { name = "Renamed" })).Good;
        Assert.Empty((await DifferenceAsync(api, path))["conflicts"]!.AsArray());
        _ = (await plan.PatchAsync(await plan.IdAsync(2), new { duration = 2 * 480 })).Good;
        var refused = await api.PostAsync($"{path}/apply");
        Assert.Equal((409, "what_if_conflict"), (refused.Code, refused.Problem));
        Assert.Equal("Step 2", (string?)refused.Json["conflicts"]![0]);
        _ = (await api.PostAsync($"{path}/apply?force=true")).Good;
        Assert.Equal((1440, "Renamed"), ((int)(await plan.ItemAsync(2))["duration"]!, (string?)(await plan.ItemAsync(3))["name"]));
    }

    [Fact]
    public async Task Thrown_away_it_is_gone_and_only_who_runs_the_project_may()
    {
        using var api = await server.ApiAsync();
        using var viewer = await server.ApiAsync("viewer");
        var (plan, copy, path) = await CopyAsync(api);
        Assert.Equal((403, 403, 403), ((await viewer.PostAsync($"{plan.Path}/what-ifs", new { name = "Mine" })).Code, (await viewer.PostAsync($"{path}/apply")).Code, (await viewer.DeleteAsync(path)).Code));
        Assert.Equal(204, (await api.DeleteAsync(path)).Code);
        Assert.Equal((404, 404), ((await api.GetAsync($"{copy.Path}/plan")).Code, (await api.GetAsync($"{path}/difference")).Code));
        Assert.Equal(4, (await plan.ItemsAsync()).Count);
    }

    private static List<string> Dates(JsonArray items) => [.. items.Select(item => $"{item!["wbs"]} {item["name"]} {item["start"]} {item["finish"]} {item["totalFloat"]}")];

    [Fact]
    public async Task Brought_in_by_several_at_once_it_comes_in_once()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        _ = (await api.PostAsync($"{copy.Path}/items", new { name = "Also this" })).Good;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => api.PostAsync($"{path}/apply")));
        Assert.Equal(1, answers.Count(answer => answer.Code == 200));
        Assert.Equal(5, answers.Count(answer => answer.Code == 404));
        Assert.Single(await plan.ItemsAsync(), item => (string?)item!["name"] == "Also this");
    }

    [Fact]
    public async Task A_copy_is_not_tied_to_another_plan_in_either_direction()
    {
        using var api = await server.ApiAsync();
        var (plan, copy, path) = await CopyAsync(api);
        var (own, trial) = (await plan.IdAsync(1), await copy.IdAsync(4));
        Assert.Equal("what_if_link", (await api.PostAsync($"{plan.Path}/dependencies", new { from = trial, to = own })).Problem);
        Assert.Equal("what_if_link", (await api.PostAsync($"{copy.Path}/dependencies", new { from = own, to = trial })).Problem);
        Assert.Equal(204, (await api.DeleteAsync(path)).Code);
        Assert.Equal("2026-01-05T08:00", (string?)(await plan.ItemAsync(1))["start"]);
    }
}
