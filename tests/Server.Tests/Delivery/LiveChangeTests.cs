using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Delivery;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Live;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Open pages hear of what is in the database, not of what may still fail.</summary>
public sealed class LiveChangeTests
{
    /// <summary>Two plans of an item each, the second waiting for the first.</summary>
    private static async Task<(ProjectId Second, WorkItemId Item)> LinkedAsync(DeliveryHarness harness)
    {
        var second = await harness.InScopeAsync(services => services.GetRequiredService<CreateProject>().RunAsync(new("After", harness.Product, "2026-01-05", "UTC"), default));
        async Task<WorkItemId> AddAsync(ProjectId project) => (await harness.InScopeAsync(services => services.GetRequiredService<CreateItem>().RunAsync(project,
            new ItemPatch(JsonSerializer.SerializeToElement(new JsonObject { ["name"] = "Work", ["duration"] = 480 })), new DefaultHttpContext().Response, default))).Item!.Id;
        var (from, to) = (await AddAsync(harness.Project), await AddAsync(second));
        _ = await harness.InScopeAsync(services => services.GetRequiredService<LinkItems>().AddAsync(second, new(from, to, "fs", 0, "min"), default));
        return (second, from);
    }

    /// <summary>Makes the first plan's item longer inside a write that may fail after it.</summary>
    private static async Task<List<LiveChange>> HeardAsync(DeliveryHarness harness, WorkItemId item, bool fails)
    {
        var heard = new List<LiveChange>();
        var hub = await harness.InScopeAsync(services => Task.FromResult(services.GetRequiredService<LiveHub>()));
        await using var reader = hub.ReadAsync(harness.Workspace, default).GetAsyncEnumerator();
        var next = reader.MoveNextAsync();
        Task<bool> EditAsync() => harness.InScopeAsync(services => services.GetRequiredService<DeliveryDbContext>().WriteAsync(async () =>
        {
            _ = await services.GetRequiredService<PlanEditor>().EditAsync(harness.Project, async scope => (await scope.ItemAsync(item, default)).Duration = 960, default);
            await services.GetRequiredService<DeliveryDbContext>().SaveChangesAsync();
            return fails ? throw new InvalidOperationException() : true;
        }));
        if (fails) await Assert.ThrowsAsync<InvalidOperationException>(EditAsync);
        else Assert.True(await EditAsync());
        hub.Publish(harness.Workspace, new LiveChange("end", "", 0));
        while (await next && reader.Current.Kind != "end")
        {
            heard.Add(reader.Current);
            next = reader.MoveNextAsync();
        }
        return heard;
    }

    [Fact]
    public async Task Both_plans_that_an_edit_moved_are_told_with_the_versions_stored()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var (second, item) = await LinkedAsync(harness);
        var heard = await HeardAsync(harness, item, false);
        var stored = await harness.InScopeAsync(services => services.GetRequiredService<DeliveryDbContext>().Plans.ToDictionaryAsync(plan => plan.Project.ToString(), plan => plan.Version));
        Assert.Equal(new[] { $"{harness.Project}", $"{second}" }.Order(StringComparer.Ordinal), heard.Select(change => change.Id).Order(StringComparer.Ordinal));
        Assert.All(heard, change => Assert.Equal(stored[change.Id], change.Version));
    }

    [Fact]
    public async Task Of_a_write_that_failed_nobody_hears()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var (_, item) = await LinkedAsync(harness);
        Assert.Empty(await HeardAsync(harness, item, true));
    }
}
