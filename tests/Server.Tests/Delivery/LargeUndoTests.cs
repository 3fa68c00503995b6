using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;

namespace Tandem.Server.Tests.Delivery;

/// <summary>What many rows cost to take back: the database is asked as often as for a few.</summary>
public sealed class LargeUndoTests
{
    [Fact]
    public async Task Undo_and_redo_of_a_large_paste_read_as_often_as_those_of_a_small_one()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var small = await UndoneAndDoneAgainAsync(harness, 20);
        var large = await UndoneAndDoneAgainAsync(harness, 600);
        Assert.Equal(small, large);
        Assert.InRange(small.Undo, 1, 20);
    }

    private static async Task<(int Undo, int Redo)> UndoneAndDoneAgainAsync(DeliveryHarness harness, int count)
    {
        async Task<int> PlanCountAsync() => (await harness.InScopeAsync(services => services.GetRequiredService<PlanStore>().LoadAsync(harness.Project, default))).Count;
        Task<int> ReadsAsync(bool again) => Reads.CountAsync(() => harness.InScopeAsync(services => services.GetRequiredService<UndoEdit>().RunAsync(harness.Project, again, default)));
        var before = await PlanCountAsync();
        _ = await harness.InScopeAsync(services => services.GetRequiredService<PasteItems>().RunAsync(harness.Project,
            new(null, [.. Enumerable.Range(1, count).Select(n => Row(n))]), default));
        Assert.Equal(before + count, await PlanCountAsync());
        var undo = await ReadsAsync(false);
        Assert.Equal(before, await PlanCountAsync());
        var redo = await ReadsAsync(true);
        Assert.Equal(before + count, await PlanCountAsync());
        _ = await ReadsAsync(false);
        return (undo, redo);
    }

    private static JsonObject Row(int number) => new() { ["name"] = $"Row {number}", ["predecessors"] = number == 1 ? null : $"Row {number - 1}" };
}
