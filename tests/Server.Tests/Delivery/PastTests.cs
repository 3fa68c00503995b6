using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Delivery;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A plan looked at in the past is as it was then, whatever was edited, taken back or imported since.</summary>
public sealed class PastTests
{
    private static readonly DateTime First = new(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Items_links_durations_and_progress_are_those_of_the_moment()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var then = new List<(DateTime At, string[] Plan)>();
        var (a, b, c) = (WorkItemId.New(), WorkItemId.New(), WorkItemId.New());
        await StepAsync(harness, then, scope => { Add(scope, a, "A", 480); Add(scope, b, "B", 480); });
        await StepAsync(harness, then, scope => scope.Db.Add(Between(scope, a, b)));
        await StepAsync(harness, then, async scope => (await scope.ItemAsync(a, default)).Duration = 1440);
        await StepAsync(harness, then, scope => Add(scope, c, "C", 960));
        await StepAsync(harness, then, async scope => (await scope.ItemAsync(a, default)).DonePercent(40, new DateTime(2026, 1, 5, 8, 0, 0)));
        await StepAsync(harness, then, async scope =>
        {
            scope.Db.RemoveRange(scope.Db.Links);
            scope.Db.Remove(await scope.ItemAsync(b, default));
        });
        harness.UtcNow = First.AddDays(20);
        await harness.InScopeAsync(services => services.GetRequiredService<UndoEdit>().RunAsync(harness.Project, false, default));
        foreach (var (at, plan) in then) Assert.Equal(plan, await SeenAsync(harness, at));
        Assert.Equal(then[4].Plan, await SeenAsync(harness, null));
    }

    [Fact]
    public async Task A_plan_that_an_import_replaced_is_still_there_in_the_past()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var then = new List<(DateTime At, string[] Plan)>();
        var id = WorkItemId.New();
        await StepAsync(harness, then, scope => Add(scope, id, "By hand", 480));
        await StepAsync(harness, then, async scope => (await scope.ItemAsync(id, default)).Duration = 960);
        foreach (var count in new[] { 3, 2 })
        {
            harness.UtcNow = harness.UtcNow.AddDays(1);
            using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SmallPlan.Mspdi(count)));
            await harness.InScopeAsync(services => services.GetRequiredService<PlanImport>().RunAsync(new ImportRequest(harness.Project, PlanFormat.Mspdi, null, true, "plan.xml"), file, default));
            then.Add((harness.UtcNow, await SeenAsync(harness, null)));
        }
        await StepAsync(harness, then, scope => Add(scope, WorkItemId.New(), "After", 480));
        Assert.Equal([1, 1, 3, 2, 3], then.Select(step => step.Plan.Length));
        foreach (var (at, plan) in then) Assert.Equal(plan, await SeenAsync(harness, at));
    }

    /// <summary>A day later somebody edits; what the plan then is, is remembered.</summary>
    private static async Task StepAsync(DeliveryHarness harness, List<(DateTime At, string[] Plan)> then, Func<EditScope, Task> edit)
    {
        harness.UtcNow = First.AddDays(then.Count);
        await harness.InScopeAsync(services => services.GetRequiredService<PlanEditor>().EditAsync(harness.Project, edit, default));
        then.Add((harness.UtcNow, await SeenAsync(harness, null)));
    }

    private static Task StepAsync(DeliveryHarness harness, List<(DateTime At, string[] Plan)> then, Action<EditScope> edit) =>
        StepAsync(harness, then, scope => { edit(scope); return Task.CompletedTask; });

    private static void Add(EditScope scope, WorkItemId id, string name, long duration)
    {
        var number = scope.NextNumber();
        scope.Db.Add(new WorkItem { Id = id, Workspace = scope.Project.Workspace, Project = scope.Project.Id, Number = number, Rank = number * EditScope.Gap, Name = name, Duration = duration });
    }

    private static Link Between(EditScope scope, WorkItemId from, WorkItemId to) => new()
    {
        Id = DependencyId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, From = from, To = to, Type = LinkType.FinishStart,
    };

    private static Task<string[]> SeenAsync(DeliveryHarness harness, DateTime? asOf) => harness.InScopeAsync(async services =>
    {
        services.GetRequiredService<ActorScope>().AsOf = asOf;
        var plan = await services.GetRequiredService<PlanStore>().LoadAsync(harness.Project, default);
        return plan.Outline.Items.Select((item, row) => $"{item.Name} {item.State} {item.PercentComplete} {plan.Schedule.At(row).Start:s} {plan.Schedule.At(row).Finish:s} {plan.Rows.Links.Count}").ToArray();
    });
}
