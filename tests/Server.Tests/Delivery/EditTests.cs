using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

public sealed class EditTests(ServerFixture server)
{
    [Fact]
    public async Task A_longer_activity_moves_what_follows_it_and_says_so()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 4);
        var answer = (await plan.PatchAsync(await plan.IdAsync(2), new { duration = 960 })).Good;
        Assert.Equal(3, answer["moved"]!.AsArray().Count);
        Assert.Equal("2026-01-07T17:00", (string?)answer["item"]!["finish"]);
        Assert.Equal("2026-01-09T17:00", (string?)(await plan.ItemAsync(4))["finish"]);
    }

    [Fact]
    public async Task Without_If_Match_an_edit_is_refused()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var answer = await api.PatchAsync($"{plan.Path}/items/{await plan.IdAsync(1)}", new { name = "x" });
        Assert.Equal((428, "if_match_missing"), (answer.Code, answer.Problem));
    }

    [Fact]
    public async Task With_an_old_version_it_names_who_was_faster_and_what_they_changed()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var path = $"{plan.Path}/items/{await plan.IdAsync(1)}";
        var seen = await api.GetAsync(path);
        _ = (await api.PatchAsync(path, new { name = "Theirs" }, ("If-Match", seen.ETag!))).Good;
        var late = await api.PatchAsync(path, new { name = "Mine" }, ("If-Match", seen.ETag!));
        Assert.Equal((412, "changed_by"), (late.Code, late.Problem));
        Assert.False(string.IsNullOrEmpty((string?)late.Json["by"]));
        Assert.Equal("Theirs", (string?)late.Json["changed"]!["name"]);
        Assert.Equal("Theirs", (string?)(await plan.ItemAsync(1))["name"]);
    }

    [Fact]
    public async Task Moves_by_rescheduling_do_not_count_as_edits_of_a_row()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var last = await api.GetAsync($"{plan.Path}/items/{await plan.IdAsync(3)}");
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { duration = 1440 })).Good;
        _ = (await api.PatchAsync($"{plan.Path}/items/{await plan.IdAsync(3)}", new { name = "Still mine" }, ("If-Match", last.ETag!))).Good;
    }

    [Fact]
    public async Task A_link_that_closes_a_loop_is_refused_naming_its_members_in_order()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var answer = await plan.LinkAsync(await plan.IdAsync(3), await plan.IdAsync(1));
        Assert.Equal((409, "cycle"), (answer.Code, answer.Problem));
        var members = answer.Json["members"]!.AsArray().Select(m => (string)m!["name"]!).ToList();
        Assert.Equal(3, members.Count);
        var at = members.IndexOf("Step 1");
        Assert.Equal("Step 2", members[(at + 1) % 3]);
        Assert.Equal(2, (await plan.ReadAsync())["dependencies"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("{\"colour\":\"red\"}", "colour"), InlineData("{\"duration\":-1}", "duration"), InlineData("{\"duration\":\"3d\"}", "duration"), InlineData("{\"percentComplete\":101}", "percentComplete")]
    [InlineData("{\"start\":\"2026-02-30\"}", "start"), InlineData("{\"deadline\":\"soon\"}", "deadline"), InlineData("{\"state\":\"lost\"}", "state"), InlineData("{\"owner\":\"me\"}", "owner")]
    [InlineData("{\"name\":\"\"}", "name"), InlineData("{\"constraint\":\"mso\"}", "constraintDate"), InlineData("{\"parent\":\"9\"}", "parent"), InlineData("{\"calendar\":\"None such\"}", "calendar")]
    public async Task A_wrong_field_is_named_and_nothing_of_the_patch_is_written(string patch, string field)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var id = await plan.IdAsync(1);
        var body = JsonNode.Parse(patch)!.AsObject();
        if (field != "name") body["name"] = "Half";
        var answer = await plan.PatchAsync(id, body);
        Assert.Equal((400, field), (answer.Code, (string?)answer.Json["field"]));
        Assert.Equal("Step 1", (string?)(await plan.ItemAsync(1))["name"]);
    }

    [Fact]
    public async Task Indent_makes_a_summary_and_outdent_an_activity_again()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var ids = new List<string>();
        foreach (var name in new[] { "Phase", "Work" }) ids.Add((string)(await api.PostAsync($"{plan.Path}/items", new { name })).Good["item"]!["id"]!);
        var answer = (await plan.PatchAsync(ids[1], new { parent = ids[0] })).Good;
        Assert.Equal("1.1", (string?)answer["item"]!["wbs"]);
        Assert.Equal(["summary", "activity"], (await plan.ItemsAsync()).Select(item => (string)item!["type"]!));
        Assert.Equal("own_branch", (await plan.PatchAsync(ids[0], new { parent = ids[1] })).Problem);
        _ = (await plan.PatchAsync(ids[1], new { parent = (string?)null, after = ids[0] })).Good;
        Assert.Equal(["activity", "activity"], (await plan.ItemsAsync()).Select(item => (string)item!["type"]!));
    }

    [Fact]
    public async Task An_item_moves_between_its_siblings_however_often()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var ids = new List<string>();
        for (var n = 0; n < 4; n++) ids.Add((string)(await api.PostAsync($"{plan.Path}/items", new { name = $"{n}" })).Good["item"]!["id"]!);
        for (var turn = 0; turn < 30; turn++) _ = (await plan.PatchAsync(ids[2 + turn % 2], new { after = ids[0] })).Good;
        Assert.Equal(["0", "3", "2", "1"], (await plan.ItemsAsync()).Select(item => (string)item!["name"]!));
        _ = (await plan.PatchAsync(ids[1], new { after = (string?)null })).Good;
        Assert.Equal(["1", "0", "3", "2"], (await plan.ItemsAsync()).Select(item => (string)item!["name"]!));
    }

    [Fact]
    public async Task A_viewer_reads_and_may_not_write_and_a_stranger_to_the_project_may_not_run_it()
    {
        using var owner = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(owner, 1);
        var path = $"{plan.Path}/items/{await plan.IdAsync(1)}";
        foreach (var role in new[] { "viewer", "member", "project-manager" })
        {
            using var other = await server.ApiAsync(role);
            Assert.Equal(200, (await other.GetAsync($"{plan.Path}/plan")).Code);
            Assert.Equal(403, (await other.PatchAsync(path, new { name = "x" }, ("If-Match", "*"))).Code);
            Assert.Equal(403, (await other.PostAsync($"{plan.Path}/items", new { name = "x" })).Code);
        }
    }

    [Theory]
    [InlineData("actualStart")]
    [InlineData("start")]
    public async Task What_is_done_does_not_begin_after_its_finish(string field)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var item = await plan.IdAsync(1);
        _ = (await plan.PatchAsync(item, new { actualStart = "2026-01-05T08:00", actualFinish = "2026-01-06T17:00" })).Good;
        var answer = await plan.PatchAsync(item, new Dictionary<string, string> { [field] = "2026-02-01T08:00" });
        Assert.Equal((400, "finish_before_start", field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
        _ = (await plan.PatchAsync(item, new { actualStart = "2026-02-01T08:00", actualFinish = "2026-02-02T17:00" })).Good;
    }
}
