using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Delivery;
using Tandem.Delivery.Baselines;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Programs;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WhatIfs;
using Tandem.Delivery.WorkItems;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Lists read what they show: no program is scheduled anew for being listed, no baseline unpacked.</summary>
public sealed class CheapListTests
{
    private static async Task<WorkItemId> AddAsync(DeliveryHarness harness, ProjectId project) => (await harness.InScopeAsync(services => services.GetRequiredService<CreateItem>().RunAsync(project,
        new ItemPatch(JsonSerializer.SerializeToElement(new JsonObject { ["name"] = "Work", ["duration"] = 480 })), new DefaultHttpContext().Response, default))).Item!.Id;

    private static Task<IReadOnlyList<ListedProgram>> ListAsync(DeliveryHarness harness) => harness.InScopeAsync(services => services.GetRequiredService<ProgramSummaries>().ListAsync(default));

    [Fact]
    public async Task Only_the_program_whose_plan_was_edited_is_scheduled_again()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var other = await harness.InScopeAsync(services => services.GetRequiredService<CreateProject>().RunAsync(new("Other", harness.Product, "2026-01-05", "UTC"), default));
        var item = await AddAsync(harness, harness.Project);
        _ = await AddAsync(harness, other);
        foreach (var (name, project) in new[] { ("A", harness.Project), ("B", other) })
            _ = await harness.InScopeAsync(services => services.GetRequiredService<EditPrograms>().AddAsync(new(name, null, [project]), default));
        var first = await ListAsync(harness);
        Assert.Equal(["A 1 Launch", "B 1 Other"], first.Select(row => $"{row.Program.Name} {row.Summary.Projects} {row.Driver}"));
        IReadOnlyList<ListedProgram> second = [];
        Assert.InRange(await Reads.CountAsync(async () => second = await ListAsync(harness)), 1, 2);
        Assert.All(first.Zip(second), both => Assert.Same(both.First.Summary, both.Second.Summary));
        _ = await harness.InScopeAsync(services => services.GetRequiredService<PlanEditor>().EditAsync(harness.Project, async scope => (await scope.ItemAsync(item, default)).Duration = 2_400, default));
        var third = await ListAsync(harness);
        Assert.True(third[0].Summary.Finish > first[0].Summary.Finish);
        Assert.Same(first[1].Summary, third[1].Summary);
        _ = await harness.InScopeAsync(services => services.GetRequiredService<EditPrograms>().LeaveAsync(first[1].Program.Id, other, default));
        Assert.Equal((0, null), ((await ListAsync(harness))[1].Summary.Projects, (await ListAsync(harness))[1].Summary.Finish));
    }

    [Fact]
    public async Task Baselines_are_listed_with_their_items_without_their_rows()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        foreach (var _ in Enumerable.Range(0, 3)) await AddAsync(harness, harness.Project);
        _ = await harness.InScopeAsync(services => services.GetRequiredService<TakeBaseline>().RunAsync(harness.Project, new("First", "Agreed"), default));
        var copy = (await harness.InScopeAsync(services => services.GetRequiredService<CopyPlan>().RunAsync(harness.Project, "Trial", default))).Project;
        // no list can read rows that can't be unpacked
        _ = await harness.InScopeAsync(services => services.GetRequiredService<DeliveryDbContext>().WriteAsync(() => services.GetRequiredService<DeliveryDbContext>().Baselines.ExecuteUpdateAsync(set => set.SetProperty(row => row.Rows, Array.Empty<byte>()))));
        foreach (var project in new[] { harness.Project, copy })
        {
            var listed = await harness.InScopeAsync(async services => await services.GetRequiredService<ProjectBaselines>().ListAsync(await services.GetRequiredService<PlanStore>().LoadAsync(project, default), default));
            Assert.Equal((11, "First", "Agreed", 3), listed.Select(row => (row.Number, row.Name, row.Reason, row.Items)).Single());
        }
    }
}
