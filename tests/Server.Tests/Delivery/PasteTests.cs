namespace Tandem.Server.Tests.Delivery;

/// <summary>Rows of a spreadsheet brought into a plan.</summary>
public sealed class PasteTests(ServerFixture server)
{
    [Fact]
    public async Task Rows_with_a_number_change_items_and_the_others_are_made_below_in_their_order_all_as_one_edit()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var after = await plan.IdAsync(1);
        var answer = (await api.PostAsync($"{plan.Path}/items:paste", new
        {
            after,
            rows = new object[] { new { number = 2, name = "Step 2", duration = 960, start = "2026-01-06" }, new { name = "New A", start = "2026-02-02", finish = "2026-02-04" }, new { name = "New B", duration = 240 }, new { number = 3, name = "Step 3", start = "2026-01-07", duration = 480 } },
        })).Good;
        Assert.Equal((2, 1), ((int)answer["made"]!, (int)answer["changed"]!));
        Assert.Equal(["Step 1 480", "New A 1440", "New B 240", "Step 2 960", "Step 3 480"], (await plan.ItemsAsync()).Select(item => $"{item!["name"]} {item["duration"]}"));
        Assert.Equal("asap", (string?)(await plan.ItemAsync(3))["constraint"]);
        _ = (await api.PostAsync($"{plan.Path}/plan:undo")).Good;
        Assert.Equal(["Step 1 480", "Step 2 480", "Step 3 480"], (await plan.ItemsAsync()).Select(item => $"{item!["name"]} {item["duration"]}"));
    }

    [Fact]
    public async Task What_a_row_says_of_an_item_as_it_is_changes_nothing_and_a_finish_sets_the_duration()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var same = (await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { number = 1, name = "Step 1", start = "2026-01-05", finish = "2026-01-05", duration = 480, percentComplete = 0 } } })).Good;
        Assert.Equal((0, 0), ((int)same["made"]!, (int)same["changed"]!));
        _ = (await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { number = 1, start = "2026-01-05", finish = "2026-01-07" } } })).Good;
        Assert.Equal(("2026-01-07T17:00", 1440), ((string?)(await plan.ItemAsync(1))["finish"], (int)(await plan.ItemAsync(1))["duration"]!));
    }

    [Fact]
    public async Task Rows_that_cannot_be_taken_are_each_told_and_nothing_is_written()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var answer = await api.PostAsync($"{plan.Path}/items:paste", new { rows = new object[] { new { name = "Good" }, new { number = 77, name = "Nobody" }, new { name = "Late", deadline = "soon" }, new { duration = 480 }, new { name = "Back", start = "2026-03-05", finish = "2026-03-01" } } });
        Assert.Equal((400, "paste_rows"), (answer.Code, answer.Problem));
        Assert.Equal(["1 number", "2 deadline", "3 name", "4 finish"], answer.Json["rows"]!.AsArray().Select(row => $"{row!["row"]} {row["field"]}"));
        Assert.Equal(2, (await plan.ItemsAsync()).Count);
    }

    [Fact]
    public async Task Predecessors_are_named_by_number_code_outline_or_name_and_a_cell_says_all_of_them()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        _ = (await api.PostAsync($"{plan.Path}/items:paste", new
        {
            rows = new object[] { new { name = "Walls, inner", predecessors = "3FS+2d" }, new { name = "Roof", predecessors = "Walls, inner" }, new { name = "Paint", predecessors = "roof SS-50%; 1 FF+1ed；2" }, new { number = 3, predecessors = "1" } },
        })).Good;
        Assert.Equal(["Step 1 fs 0 min Step 2", "Step 1 fs 0 min Step 3", "Step 3 fs 960 min Walls, inner", "Walls, inner fs 0 min Roof", "Step 1 ff 1440 elapsed_min Paint", "Step 2 fs 0 min Paint", "Roof ss -50 percent Paint"], await LinksAsync(plan));
        var same = (await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { number = 3, predecessors = "1FS" } } })).Good;
        Assert.Equal(0, (int)same["changed"]!);
        _ = (await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { number = 3, predecessors = "" } } })).Good;
        Assert.DoesNotContain(await LinksAsync(plan), link => link.EndsWith("Step 3", StringComparison.Ordinal));
        _ = (await plan.UndoAsync()).Good;
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal(["Step 1 fs 0 min Step 2", "Step 2 fs 0 min Step 3"], await LinksAsync(plan));
    }

    [Fact]
    public async Task An_owner_is_named_by_name_or_mail_and_whoever_is_not_there_is_told_with_the_row()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        foreach (var row in new object[] { new { number = 1, owner = "Nobody Known" }, new { number = 1, predecessors = "77" }, new { number = 1, predecessors = "2FS+soon" }, new { number = 2, predecessors = "Step 2" }, new { number = 2, predecessors = "1;1FS" } })
        {
            var answer = await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { name = "Fine" }, row } });
            Assert.Equal((400, "paste_rows", 1, true), (answer.Code, answer.Problem, (int)answer.Json["rows"]![0]!["row"]!, (string?)answer.Json["rows"]![0]!["field"] is "owner" or "predecessors"));
        }
        Assert.Equal(409, (await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { number = 1, predecessors = "2" } } })).Code);
        Assert.Equal(2, (await plan.ItemsAsync()).Count);
    }

    private static async Task<List<string>> LinksAsync(SmallPlan plan)
    {
        var read = await plan.ReadAsync();
        var names = read["items"]!.AsArray().Select((item, at) => (Id: (string)item!["id"]!, Name: (string)item["name"]!, at)).ToDictionary(item => item.Id);
        return [.. read["dependencies"]!.AsArray().OrderBy(link => names[(string)link!["to"]!].at).ThenBy(link => names[(string)link!["from"]!].at).Select(link => $"{names[(string)link!["from"]!].Name} {link["type"]} {link["lag"]} {link["lagUnit"]} {names[(string)link["to"]!].Name}")];
    }

    [Fact]
    public async Task Many_rows_find_room_between_two_that_stand_close()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var first = await plan.IdAsync(1);
        for (var round = 0; round < 3; round++)
            _ = (await api.PostAsync($"{plan.Path}/items:paste", new { after = first, rows = Enumerable.Range(1, 300).Select(n => new { name = $"{round}-{n}" }) })).Good;
        var names = (await plan.ItemsAsync()).Select(item => (string)item!["name"]!).ToList();
        Assert.Equal(["Step 1", .. Enumerable.Range(0, 3).Reverse().SelectMany(round => Enumerable.Range(1, 300).Select(n => $"{round}-{n}")), "Step 2", "Step 3"], names);
    }

    [Fact]
    public async Task Only_who_runs_the_project_pastes()
    {
        using var api = await server.ApiAsync();
        using var viewer = await server.ApiAsync("viewer");
        var plan = await SmallPlan.ChainAsync(api, 1);
        Assert.Equal(403, (await viewer.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { name = "Mine" } } })).Code);
    }

    [Fact]
    public async Task A_row_that_is_nothing_is_refused()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var answer = await api.PostAsync($"{plan.Path}/items:paste", new { rows = new object?[] { new { name = "Fine" }, null } });
        Assert.Equal((400, "rows"), (answer.Code, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task A_pair_tied_by_its_starts_and_by_its_finishes_is_said_in_one_cell_and_said_anew()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        foreach (var (cell, changed, links) in new[] { ("1SS;1FF", 1, "ff ss"), ("1FF;1SS", 0, "ff ss"), ("1SS+1d", 1, "ss"), ("1", 1, "fs") })
        {
            Assert.Equal(changed, (int)(await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { number = 2, predecessors = cell } } })).Good["changed"]!);
            Assert.Equal(links, string.Join(' ', (await plan.ReadAsync())["dependencies"]!.AsArray().Select(link => (string)link!["type"]!).Order()));
        }
    }

    [Fact]
    public async Task A_cell_longer_than_any_reference_is_refused_by_its_length()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var answer = await api.PostAsync($"{plan.Path}/items:paste", new { rows = new[] { new { number = 1, predecessors = "a" + new string(' ', 3_000) + "b" } } });
        Assert.Equal("paste_rows", answer.Problem);
        Assert.InRange(((string)answer.Json["rows"]![0]!["message"]!).Length, 200, 400);
    }
}
