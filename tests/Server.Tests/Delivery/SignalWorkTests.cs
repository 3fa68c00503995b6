using Tandem.Delivery.Projects;
using Tandem.Contracts.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Samples;
using Tandem.Delivery;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Programs;
using Tandem.Delivery.Risks;
using Tandem.Delivery.Samples;
using Tandem.Delivery.Signals;
using Tandem.Delivery.WorkItems;

namespace Tandem.Server.Tests.Delivery;

/// <summary>What signals ask for becomes work in the plan, once, and the loop hears how it goes.</summary>
public sealed class SignalWorkTests
{
    private static readonly DateTime Decided = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    private static SignalRaised Raised(DeliveryHarness harness, AccountId? owner = null) => new(SignalId.New(), RuleId.New(), harness.Product, harness.Project,
        new WorkTemplate("促销 22423", "说明", 10, new DateOnly(2026, 3, 13), owner, ["查库存", "定折扣"]), 120m, Decided);

    private static Task<PlanSnapshot> PlanAsync(DeliveryHarness harness) => harness.InScopeAsync(services => services.GetRequiredService<PlanStore>().LoadAsync(harness.Project, default));

    [Fact]
    public async Task A_signal_opens_one_activity_under_the_summary_for_rules_however_often_it_comes()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var raised = Raised(harness);
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(raised);
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(raised);
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(Raised(harness));
        var plan = await PlanAsync(harness);
        Assert.Equal(["规则产生的工作", "促销 22423", "促销 22423"], plan.Outline.Items.Select(item => item.Name));
        Assert.Equal(["1", "1.1", "1.2"], plan.Outline.Codes);
        Assert.Equal(2, (await harness.SentAsync<WorkItemOpened>()).Count);
        Assert.False(plan.Head.IsEdited);
    }

    [Fact]
    public async Task The_item_starts_no_earlier_than_the_decision_and_carries_owner_due_date_and_checklist()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(Raised(harness));
        var plan = await PlanAsync(harness);
        var item = plan.Outline.Items[1];
        Assert.Equal((harness.Lead, new DateOnly(2026, 3, 13)), (item.Owner, item.Due));
        Assert.Equal((new DateTime(2026, 3, 2, 8, 0, 0), new DateTime(2026, 3, 13, 17, 0, 0)), (plan.Schedule.At(1).Start, plan.Schedule.At(1).Finish));
        Assert.Equal(["查库存", "定折扣"], await harness.InScopeAsync(services => services.GetRequiredService<DeliveryDbContext>().Checklist.OrderBy(c => c.Place).Select(c => c.Text).ToListAsync()));
        var opened = Assert.Single(await harness.SentAsync<WorkItemOpened>());
        Assert.Equal((item.Id, harness.Lead, new DateOnly(2026, 3, 13)), (opened.Item, opened.Owner, opened.Due));
    }

    [Fact]
    public async Task A_dismissed_signals_item_goes_unless_somebody_began_it()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var (left, begun) = (Raised(harness), Raised(harness));
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(left);
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(begun);
        await BeginAsync(harness, begun.Signal);
        await harness.HandleAsync<SignalDismissed, RemoveSignalItem>(new(left.Signal, Decided));
        await harness.HandleAsync<SignalDismissed, RemoveSignalItem>(new(begun.Signal, Decided));
        Assert.Equal([null, (SignalId?)begun.Signal], (await PlanAsync(harness)).Outline.Items.Select(item => item.Signal));
        Assert.Equal(left.Signal, Assert.Single(await harness.SentAsync<WorkItemRemoved>()).Signal);
    }

    [Fact]
    public async Task A_healed_signals_item_is_withdrawn_unless_somebody_began_it_and_counts_again_when_begun_later()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var (left, begun) = (Raised(harness), Raised(harness));
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(left);
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(begun);
        await BeginAsync(harness, begun.Signal);
        await harness.HandleAsync<SignalHealed, WithdrawSignalItem>(new(left.Signal, Decided));
        await harness.HandleAsync<SignalHealed, WithdrawSignalItem>(new(begun.Signal, Decided));
        async Task<bool> InactiveAsync(SignalId signal) => (await PlanAsync(harness)).Outline.Items.Single(item => item.Signal == signal).Inactive;
        Assert.Equal((true, false), (await InactiveAsync(left.Signal), await InactiveAsync(begun.Signal)));
        await BeginAsync(harness, left.Signal);
        Assert.False(await InactiveAsync(left.Signal));
    }

    [Fact]
    public async Task Who_leaves_hands_over_open_items_and_projects()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(Raised(harness));
        var next = AccountId.New();
        await harness.HandleAsync<AccountDeactivated, HandOverWork>(new(harness.Lead, next));
        Assert.Equal(next, (await PlanAsync(harness)).Outline.Items[1].Owner);
    }

    [Fact]
    public async Task Who_leaves_hands_over_programs_and_risks_that_may_still_happen()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        await InDbAsync(harness, db =>
        {
            db.Add(new Program { Id = ProgramId.New(), Workspace = harness.Workspace, Name = "Autumn", Owner = harness.Manager });
            foreach (var (number, state) in new[] { (1, RiskState.Watched), (2, RiskState.Closed) })
                db.Add(new Risk { Id = Guid.CreateVersion7(), Workspace = harness.Workspace, Project = harness.Project, Number = number, Name = "Fire", State = state, Owner = harness.Manager });
            return db.SaveChangesAsync();
        });
        var next = AccountId.New();
        await harness.HandleAsync<AccountDeactivated, HandOverWork>(new(harness.Manager, next));
        Assert.Equal((next, 2), await InDbAsync(harness, async db => (await db.Programs.SingleAsync() is var program ? program.Owner!.Value : default, (int)program.Version)));
        Assert.Equal([next, harness.Manager], await InDbAsync(harness, db => db.Risks.OrderBy(risk => risk.Number).Select(risk => risk.Owner!.Value).ToListAsync()));
    }

    private static Task<T> InDbAsync<T>(DeliveryHarness harness, Func<DeliveryDbContext, Task<T>> work) => harness.InScopeAsync(services => work(services.GetRequiredService<DeliveryDbContext>()));

    private static Task<EditResult> BeginAsync(DeliveryHarness harness, SignalId signal) => harness.InScopeAsync(services => services.GetRequiredService<PlanEditor>().EditAsync(harness.Project, async scope =>
    {
        var item = await scope.ItemAsync(scope.Before.Rows.Items.Single(row => row.Signal == signal).Id, default);
        item.MoveTo("in_progress", new DateTime(2026, 3, 3, 9, 0, 0));
        await services.GetRequiredService<ItemProgress>().TellAsync(scope.Db, scope.Project, item, default);
    }, default));

    [Fact]
    public async Task Ranking_orders_the_items_and_counts_as_nobodys_edit()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        var (first, second) = (Raised(harness), Raised(harness));
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(first);
        await harness.HandleAsync<SignalRaised, OpenSignalItem>(second);
        await harness.HandleAsync<SignalsRanked, RankSignalItems>(new(harness.Project, [second.Signal, first.Signal]));
        var plan = await PlanAsync(harness);
        Assert.Equal([(null, 1L), (2, 1L), ((int?)1, 1L)], plan.Outline.Items.Select(item => (item.SignalRank, item.Version)));
    }

    [Fact]
    public async Task In_the_samples_past_two_of_three_items_are_worked_on_and_the_third_is_left()
    {
        await using var harness = await DeliveryHarness.StartAsync();
        for (var n = 0; n < 3; n++) await harness.HandleAsync<SignalRaised, OpenSignalItem>(Raised(harness));
        var context = new SampleContext { Language = "en", Folder = "", Project = harness.Project, Product = harness.Product };
        foreach (var day in new[] { 5, 9, 16, 23, 30 })
            await harness.InScopeAsync(async services =>
            {
                await new SampleWork(services.GetRequiredService<DeliveryDbContext>(), services.GetRequiredService<PlanEditor>(), services.GetRequiredService<ItemProgress>()).RunAsync(context, new DateTime(2026, 3, day, 0, 0, 0, DateTimeKind.Utc), default);
                return true;
            });
        var items = (await PlanAsync(harness)).Outline.Items.Skip(1).ToList();
        var (start, finish) = (new DateTime(2026, 3, 9, 8, 0, 0), new DateTime(2026, 3, 20, 17, 0, 0));
        Assert.Equal([(start, finish), (start, finish), (null, null)], items.Select(item => (item.ActualStart, item.ActualFinish)));
        Assert.Equal(4, (await harness.SentAsync<WorkItemProgressed>()).Count);
    }
}
