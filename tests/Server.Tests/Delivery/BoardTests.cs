namespace Tandem.Server.Tests.Delivery;

/// <summary>Board and plan are one: states and actual dates follow each other.</summary>
public sealed class BoardTests(ServerFixture server)
{
    [Fact]
    public async Task In_progress_sets_the_actual_start_done_the_finish_and_100_percent_and_undo_takes_both_back()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(1);
        var begun = (await plan.PatchAsync(id, new { state = "in_progress" })).Good["item"]!;
        Assert.NotNull((string?)begun["actualStart"]);
        Assert.Null((string?)begun["actualFinish"]);
        var done = (await plan.PatchAsync(id, new { state = "done" })).Good["item"]!;
        Assert.NotNull((string?)done["actualFinish"]);
        Assert.Equal(100, (double)done["percentComplete"]!);
        Assert.Equal("in_progress", (string?)(await plan.UndoAsync()).Good["item"]!["state"]);
        var back = (await plan.UndoAsync()).Good["item"]!;
        Assert.Equal(("ready", null), ((string?)back["state"], (string?)back["actualStart"]));
    }

    [Fact]
    public async Task Dates_and_percent_move_the_card()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var id = await plan.IdAsync(1);
        Assert.Equal("in_progress", (string?)(await plan.PatchAsync(id, new { actualStart = "2026-01-05T08:00" })).Good["item"]!["state"]);
        Assert.Equal("in_progress", (string?)(await plan.PatchAsync(id, new { percentComplete = 50 })).Good["item"]!["state"]);
        Assert.Equal("done", (string?)(await plan.PatchAsync(id, new { actualFinish = "2026-01-05T17:00" })).Good["item"]!["state"]);
        var again = (await plan.PatchAsync(id, new { actualFinish = (string?)null })).Good["item"]!;
        Assert.Equal(("in_progress", 0.0), ((string?)again["state"], (double)again["percentComplete"]!));
    }

    [Fact]
    public async Task Back_on_the_board_clears_the_dates()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var id = await plan.IdAsync(1);
        _ = (await plan.PatchAsync(id, new { state = "done" })).Good;
        var back = (await plan.PatchAsync(id, new { state = "backlog" })).Good["item"]!;
        Assert.Equal((null, null, 0.0), ((string?)back["actualStart"], (string?)back["actualFinish"], (double)back["percentComplete"]!));
    }

    [Fact]
    public async Task A_summary_follows_the_work_below_it_and_can_not_be_moved_by_hand()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var phase = (string)(await api.PostAsync($"{plan.Path}/items", new { name = "Phase" })).Good["item"]!["id"]!;
        var work = (string)(await api.PostAsync($"{plan.Path}/items", new { name = "Work", parent = phase })).Good["item"]!["id"]!;
        Assert.Equal("summary_computed", (await plan.PatchAsync(phase, new { state = "done" })).Problem);
        _ = (await plan.PatchAsync(work, new { state = "done" })).Good;
        var above = (await plan.ItemsAsync())[0]!;
        Assert.Equal(("done", 100.0), ((string?)above["state"], (double)above["percentComplete"]!));
    }
}
