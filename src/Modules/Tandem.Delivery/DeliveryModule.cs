using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Access;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Samples;
using Tandem.Delivery.Baselines;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Exports;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Pages;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Programs;
using Tandem.Delivery.Projects;
using Tandem.Delivery.Quality;
using Tandem.Delivery.Resources;
using Tandem.Delivery.Risks;
using Tandem.Delivery.Samples;
using Tandem.Delivery.Signals;
using Tandem.Delivery.WhatIfs;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Searching;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery;

/// <summary>Projects with their plans and boards.</summary>
public sealed class DeliveryModule : IModule
{
    public string Name => "delivery";

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new WordSource("Tandem.Delivery.Words", typeof(DeliveryModule).Assembly));
        services.AddModuleContext<DeliveryDbContext>(Name);
        services.AddSingleton<PlanCache>().AddSingleton<BaselineCache>().AddScoped<PlanBaselines>().AddScoped<GetPlanRows>().AddScoped<PlanPreferences>().AddScoped<CopyPlan>().AddScoped<UseWhatIf>();
        services.AddScoped<PlanAsOf>().AddScoped<ProgramPlans>().AddScoped<PlanStore>().AddScoped<PlanLog>().AddScoped<PlanEditor>().AddScoped<UndoEdit>();
        services.AddScoped<ReplacePlan>().AddScoped<PlanImport>().AddHostedService<ImportSweep>().AddScoped<ImportJobs>().AddScoped<WaitingFiles>().AddScoped<IJobHandler>(provider => provider.GetRequiredService<ImportJobs>());
        services.AddScoped<CreateProject>().AddScoped<EditProject>().AddScoped<ProjectClock>().AddScoped<IProjects, ReadProjects>();
        services.AddScoped<PatchItem>().AddScoped<CreateItem>().AddScoped<PasteItems>().AddScoped<RepeatItem>().AddScoped<ChangePattern>().AddScoped<DeleteItem>().AddScoped<LinkItems>().AddScoped<ItemTalk>().AddScoped<ItemProgress>().AddScoped<MendPlan>();
        services.AddScoped<ProjectBaselines>().AddScoped<TakeBaseline>().AddScoped<EnterCost>().AddScoped<ProjectValue>().AddScoped<BudgetView>();
        services.AddScoped<RiskRegister>().AddScoped<SetEstimate>().AddScoped<GetSimulation>().AddScoped<SimulatePlan>().AddScoped<IJobHandler>(provider => provider.GetRequiredService<SimulatePlan>()).AddScoped<SimulationView>();
        services.AddScoped<LevelPlan>().AddScoped<OutsideLinks>().AddScoped<JoinPlans>().AddScoped<AwaitedLinks>().AddScoped<ResourcesView>();
        services.AddSingleton<ProgramSummaryCache>().AddScoped<ReadPrograms>().AddScoped<ProgramSummaries>().AddScoped<ProgramReading>().AddScoped<EditPrograms>().AddScoped<ProgramResults>().AddScoped<LevelProgram>().AddScoped<SimulateProgram>();
        services.AddScoped<IJobHandler>(provider => provider.GetRequiredService<LevelProgram>()).AddScoped<IJobHandler>(provider => provider.GetRequiredService<SimulateProgram>());
        services.AddScoped<ReadWorkItems>().AddScoped<IWorkItems>(provider => provider.GetRequiredService<ReadWorkItems>());
        services.AddScoped<ProjectReading>().AddScoped<BoardCards>().AddScoped<ItemHistory>().AddScoped<Flash>().AddScoped<ReadImport>().AddScoped<TodayWork>();
        services.AddScoped<ISearch, SearchItems>();
        services.AddSlot<TodayStart>("today", 5).AddSlot<TodayDue>("today", 20).AddSlot<TodayComing>("today.side", 10);
        AddRail(services);
        services.AddHandler<AccountDeactivated, HandOverWork>().AddHandler<SignalRaised, OpenSignalItem>().AddHandler<SignalsRanked, RankSignalItems>().AddHandler<SignalDismissed, RemoveSignalItem>().AddHandler<SignalHealed, WithdrawSignalItem>();
        services.AddScoped<ISampleStep, SampleProject>().AddScoped<ISampleStep, SampleRisks>().AddScoped<ISampleWeek, SampleWork>();
    }

    private static void AddRail(IServiceCollection services) => services
        .AddRail(new RailEntry(RailSection.Top, "today.title", "sun", _ => "/", 10) { Key = "t" })
        .AddRail(new RailEntry(RailSection.Deliver, "projects.title", "layers", _ => "/projects", 10))
        .AddRail(new RailEntry(RailSection.Deliver, "programs.title", "git-branch", state => state.Projects.Count > 1 ? "/programs" : null, 15))
        .AddRail(new RailEntry(RailSection.Deliver, "rail.project", "gift", state => state.Project is { } project ? $"/projects/{project.Id}" : null, 20) { Text = state => state.Project?.Name })
        .AddRail(new RailEntry(RailSection.Deliver, "project.tab.plan", "chart-gantt", state => state.Project is { } project ? $"/projects/{project.Id}/plan" : null, 30) { Key = "p" })
        .AddRail(new RailEntry(RailSection.Deliver, "project.tab.board", "square-kanban", state => state.Project is { } project ? $"/projects/{project.Id}/board" : null, 40) { Key = "b" });

    public void MapEndpoints(IEndpointRouteBuilder app)
    {
        CreateProject.Map(app);
        ListProjects.Map(app);
        EditProject.Map(app);
        GetPlan.Map(app);
        GetPlanRows.Map(app);
        PlanPreferences.Map(app);
        GetDrivingPath.Map(app);
        GetQuality.Map(app);
        MendPlan.Map(app);
        TakeBaseline.Map(app);
        EnterCost.Map(app);
        GetEarnedValue.Map(app);
        RiskRegister.Map(app);
        SetEstimate.Map(app);
        GetSimulation.Map(app);
        GetResourceLoad.Map(app);
        LevelPlan.Map(app);
        CopyPlan.Map(app);
        UseWhatIf.Map(app);
        EditPrograms.Map(app);
        GetProgram.Map(app);
        GetProgramLoad.Map(app);
        LevelProgram.Map(app);
        SimulateProgram.Map(app);
        UndoEdit.Map(app);
        ImportPlan.Map(app);
        PreviewPlan.Map(app);
        ExportPlan.Map(app);
        GetItem.Map(app);
        CreateItem.Map(app);
        PatchItem.Map(app);
        DeleteItem.Map(app);
        PasteItems.Map(app);
        RepeatItem.Map(app);
        ChangePattern.Map(app);
        LinkItems.Map(app);
        ItemTalk.Map(app);
        PageForms.Map(app);
        RiskForms.Map(app);
        WhatIfForms.Map(app);
        ProgramForms.Map(app);
    }
}
