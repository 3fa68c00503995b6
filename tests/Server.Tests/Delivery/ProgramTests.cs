using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Plans with links between them are one network.</summary>
public sealed class ProgramTests(ServerFixture server)
{
    private static async Task<(SmallPlan First, SmallPlan Second)> TwoAsync(Api api)
    {
        var (first, second) = (await SmallPlan.ChainAsync(api, 3), await SmallPlan.ChainAsync(api, 2));
        _ = (await second.LinkAsync(await first.IdAsync(3), await second.IdAsync(1))).Good;
        return (first, second);
    }

    [Fact]
    public async Task A_link_between_plans_moves_the_second_and_so_does_every_edit_of_the_first()
    {
        using var api = await server.ApiAsync();
        var (first, second) = await TwoAsync(api);
        Assert.Equal("2026-01-08T08:00", (string?)(await second.ItemAsync(1))["start"]);
        var version = (long)(await second.ReadAsync())["version"]!;
        var answer = (await first.PatchAsync(await first.IdAsync(2), new { duration = 960 })).Good;
        Assert.Contains(answer["moved"]!.AsArray(), moved => (string?)moved!["start"] == "2026-01-09T08:00" && (string?)moved["finish"] == "2026-01-09T17:00");
        var after = await second.ReadAsync();
        Assert.Equal(("2026-01-12T17:00", version + 1), ((string?)after["items"]![1]!["finish"], (long)after["version"]!));
        Assert.Equal(first.Project, (string?)after["outside"]![0]!["fromProject"]);
    }

    [Fact]
    public async Task An_edit_of_the_second_plan_keeps_the_link_and_its_removal_lets_the_plan_go()
    {
        using var api = await server.ApiAsync();
        var (first, second) = await TwoAsync(api);
        _ = (await second.PatchAsync(await second.IdAsync(2), new { duration = 960 })).Good;
        Assert.Equal(("2026-01-08T08:00", "2026-01-12T17:00"), ((string?)(await second.ItemAsync(1))["start"], (string?)(await second.ItemAsync(2))["finish"]));
        var link = (string?)(await second.ReadAsync())["outside"]![0]!["id"];
        _ = (await api.DeleteAsync($"{first.Path}/dependencies/{link}")).Good;
        Assert.Equal("2026-01-05T08:00", (string?)(await second.ItemAsync(1))["start"]);
        Assert.Equal(0, (long?)(await first.ItemAsync(3))["totalFloat"]);
        _ = (await second.UndoAsync()).Good;
        Assert.Equal("2026-01-08T08:00", (string?)(await second.ItemAsync(1))["start"]);
    }

    [Fact]
    public async Task A_plan_imported_again_still_waits_for_the_other_and_moves_it()
    {
        using var api = await server.ApiAsync();
        var (first, second) = await TwoAsync(api);
        _ = (await first.ImportAsync(SmallPlan.Mspdi(3).Replace("PT8H0M0S", "PT16H0M0S", StringComparison.Ordinal), query: "?replace=true")).Good;
        Assert.Equal("2026-01-13T08:00", (string?)(await second.ItemAsync(1))["start"]);
        _ = (await second.ImportAsync(SmallPlan.Mspdi(2), query: "?replace=true")).Good;
        Assert.Equal("2026-01-13T08:00", (string?)(await second.ItemAsync(1))["start"]);
    }

    [Fact]
    public async Task A_loop_through_two_plans_is_refused_naming_its_members_and_a_strangers_item_is_unknown()
    {
        using var api = await server.ApiAsync();
        var (first, second) = await TwoAsync(api);
        var answer = await second.LinkAsync(await second.IdAsync(1), await first.IdAsync(1));
        Assert.Equal((409, "cycle", 4), (answer.Code, answer.Problem, answer.Json["members"]!.AsArray().Count));
        Assert.Equal("unknown_item", (await first.LinkAsync(Guid.CreateVersion7().ToString(), await first.IdAsync(1))).Problem);
        Assert.Equal(409, (await second.LinkAsync(await first.IdAsync(3), await second.IdAsync(1))).Code);
    }

    [Fact]
    public async Task Who_does_not_run_both_plans_links_nothing()
    {
        using var owner = await server.ApiAsync();
        using var manager = await server.ApiAsync("project-manager");
        var (theirs, own) = (await SmallPlan.ChainAsync(owner, 1), await SmallPlan.ChainAsync(owner, 1));
        var (from, to) = (await theirs.IdAsync(1), await own.IdAsync(1));
        Assert.Equal(403, (await manager.PostAsync($"{own.Path}/dependencies", new { from, to, type = "fs" })).Code);
        Assert.Empty((await own.ReadAsync())["outside"]!.AsArray());
    }

    [Fact]
    public async Task Drag_quality_simulation_and_levelling_know_what_the_other_plan_holds()
    {
        using var api = await server.ApiAsync();
        var (first, second) = await TwoAsync(api);
        var path = (await api.GetAsync($"{second.Path}/items/{await second.IdAsync(1)}/path")).Good;
        Assert.Equal((480L, "external"), ((long)path["drag"]!, (string?)path["steps"]![0]!["driver"]));
        Assert.True((bool)(await api.GetAsync($"{first.Path}/plan/quality")).Good["checks"]!.AsArray().Single(check => (string?)check!["code"] == "critical_path_test")!["passed"]!);
        var job = (await api.PostAsync($"{second.Path}/simulation", new { runs = 100 })).Message.Headers.Location!.ToString();
        while ((string?)(await api.GetAsync(job)).Good["state"] is "queued" or "running") await Task.Delay(50);
        Assert.Equal("2026-01-09T17:00", ((string)(await api.GetAsync($"{second.Path}/simulation")).Good["result"]!["planned"]!)[..16]);
    }
}
