namespace Tandem.Server.Tests.Delivery;

public sealed class UndoTests(ServerFixture server)
{
    [Fact]
    public async Task Undo_takes_back_ones_own_edits_one_after_the_other()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(1);
        _ = (await plan.PatchAsync(id, new { duration = 960 })).Good;
        _ = (await plan.PatchAsync(id, new { name = "Renamed" })).Good;
        Assert.Equal("Step 1", (string?)(await plan.UndoAsync()).Good["item"]!["name"]);
        Assert.Equal(480, (long)(await plan.UndoAsync()).Good["item"]!["duration"]!);
        Assert.Equal("nothing_to_undo", (await plan.UndoAsync()).Problem);
    }

    [Fact]
    public async Task Undo_is_refused_naming_who_edited_the_same_row_since()
    {
        using var api = await server.ApiAsync();
        using var other = await server.ApiAsync("pmo");
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(1);
        _ = (await plan.PatchAsync(id, new { name = "Mine" })).Good;
        _ = (await new SmallPlan(other, plan.Project).PatchAsync(id, new { name = "Theirs" })).Good;
        var answer = await plan.UndoAsync();
        Assert.Equal((409, "undo_blocked"), (answer.Code, answer.Problem));
        Assert.False(string.IsNullOrEmpty((string?)answer.Json["by"]));
        Assert.Equal("Theirs", (string?)(await plan.ItemAsync(1))["name"]);
        _ = (await new SmallPlan(other, plan.Project).UndoAsync()).Good;
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal("Step 1", (string?)(await plan.ItemAsync(1))["name"]);
    }

    [Fact]
    public async Task A_removed_branch_comes_back_with_its_links_comments_and_checklist()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var id = await plan.IdAsync(2);
        _ = (await api.PostAsync($"{plan.Path}/items/{id}/comments", new { text = "Mind the gap" })).Good;
        _ = (await api.PostAsync($"{plan.Path}/items/{id}/checklist", new { text = "Ask" })).Good;
        _ = (await api.DeleteAsync($"{plan.Path}/items/{id}")).Good;
        var without = await plan.ReadAsync();
        Assert.Equal((2, 0), (without["items"]!.AsArray().Count, without["dependencies"]!.AsArray().Count));
        _ = (await plan.UndoAsync()).Good;
        var with = await plan.ReadAsync();
        Assert.Equal((3, 2), (with["items"]!.AsArray().Count, with["dependencies"]!.AsArray().Count));
        Assert.Equal("Mind the gap", (string?)(await api.GetAsync($"{plan.Path}/items/{id}/comments")).Good["items"]![0]!["text"]);
        Assert.Equal("Ask", (string?)(await api.GetAsync($"{plan.Path}/items/{id}/checklist")).Good["items"]![0]!["text"]);
        Assert.Equal("2026-01-07T17:00", (string?)(await plan.ItemAsync(3))["finish"]);
    }

    [Fact]
    public async Task A_new_item_and_a_link_are_undone()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var made = (string)(await api.PostAsync($"{plan.Path}/items", new { name = "New" })).Good["item"]!["id"]!;
        _ = (await plan.LinkAsync(await plan.IdAsync(1), made)).Good;
        _ = (await plan.UndoAsync()).Good;
        Assert.Empty((await plan.ReadAsync())["dependencies"]!.AsArray());
        _ = (await plan.UndoAsync()).Good;
        Assert.Single(await plan.ItemsAsync());
    }

    [Fact]
    public async Task What_was_undone_is_done_again_in_order_until_a_new_edit_ends_it()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(1);
        _ = (await plan.PatchAsync(id, new { duration = 960 })).Good;
        _ = (await plan.PatchAsync(id, new { name = "Renamed" })).Good;
        Assert.Equal("nothing_to_redo", (await plan.RedoAsync()).Problem);
        _ = (await plan.UndoAsync()).Good;
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal(960, (long)(await plan.RedoAsync()).Good["item"]!["duration"]!);
        Assert.Equal("Renamed", (string?)(await plan.RedoAsync()).Good["item"]!["name"]);
        Assert.Equal("2026-01-07T17:00", (string?)(await plan.ItemAsync(2))["finish"]);
        _ = (await plan.UndoAsync()).Good;
        _ = (await plan.PatchAsync(id, new { name = "Other" })).Good;
        Assert.Equal("nothing_to_redo", (await plan.RedoAsync()).Problem);
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal("Other", (string?)(await plan.RedoAsync()).Good["item"]!["name"]);
        Assert.Equal("nothing_to_redo", (await plan.RedoAsync()).Problem);
    }

    [Fact]
    public async Task A_made_item_and_a_removed_one_are_made_and_removed_again()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var made = (string)(await api.PostAsync($"{plan.Path}/items", new { name = "New" })).Good["item"]!["id"]!;
        _ = (await api.DeleteAsync($"{plan.Path}/items/{await plan.IdAsync(2)}")).Good;
        _ = (await plan.UndoAsync()).Good;
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal(["Step 1", "Step 2"], (await plan.ItemsAsync()).Select(item => (string?)item!["name"]));
        _ = (await plan.RedoAsync()).Good;
        _ = (await plan.RedoAsync()).Good;
        Assert.Equal(["Step 1", "New"], (await plan.ItemsAsync()).Select(item => (string?)item!["name"]));
        Assert.Equal(made, (string?)(await plan.ItemsAsync())[1]!["id"]);
    }

    [Fact]
    public async Task Redo_is_refused_naming_who_edited_the_same_row_since_it_was_undone()
    {
        using var api = await server.ApiAsync();
        using var other = await server.ApiAsync("pmo");
        var plan = await SmallPlan.ChainAsync(api, 2);
        var theirs = new SmallPlan(other, plan.Project);
        var id = await plan.IdAsync(1);
        _ = (await plan.PatchAsync(id, new { name = "Mine" })).Good;
        _ = (await plan.UndoAsync()).Good;
        _ = (await theirs.PatchAsync(id, new { name = "Theirs" })).Good;
        var answer = await plan.RedoAsync();
        Assert.Equal((409, "redo_blocked"), (answer.Code, answer.Problem));
        _ = (await theirs.UndoAsync()).Good;
        Assert.Equal("Mine", (string?)(await plan.RedoAsync()).Good["item"]!["name"]);
        Assert.Equal("redo_blocked", (await theirs.RedoAsync()).Problem);
    }
}
