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
}
