using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Automation.Backtests;
using Tandem.Automation.Closes;
using Tandem.Automation.Forecasts;
using Tandem.Automation.Rules;
using Tandem.Automation.Samples;
using Tandem.Automation.Signals;
using Tandem.Contracts.Access;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Samples;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Searching;
using Tandem.Kernel.Wording;

namespace Tandem.Automation;

/// <summary>The loop: forecasts, rules, signals, decisions, outcomes.</summary>
public sealed class AutomationModule : IModule
{
    public string Name => "automation";

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new WordSource("Tandem.Automation.Words", typeof(AutomationModule).Assembly));
        services.AddModuleContext<AutomationDbContext>(Name);
        services.AddSingleton<CloseLane>().AddSingleton<SeriesMemory>().AddSingleton<Setbacks>().AddHostedService<CloseRunner>();
        services.AddScoped<SeriesReader>().AddScoped<ForecastMaker>().AddScoped<OutcomeCheck>().AddScoped<SignalWriter>().AddScoped<RuleEvaluation>().AddScoped<ProductClose>();
        services.AddScoped<RuleCheck>().AddScoped<ListRules>().AddScoped<WriteRule>().AddScoped<RunRule>().AddScoped<ListSignals>().AddScoped<DecideSignal>().AddScoped<IJobHandler, BacktestRule>();
        services.AddScoped<ISampleStep, SampleRules>().AddScoped<ISampleWeek, SampleLoopWeek>();
        services.AddScoped<IForecasts, ForecastReader>();
        services.AddScoped<SignalStory>().AddScoped<ISearch, LoopSearch>();
        services.AddSlot<WhyIsThisHere>("work-item.why").AddSlot<MetricWork>("metric.work").AddSlot<TodaySignals>("today", 10);
        services.AddRail(new RailEntry(RailSection.Loop, "rail.rules", "list-checks", state => Href(state, "rules"), 10));
        services.AddRail(new RailEntry(RailSection.Loop, "rail.signals", "radio", state => Href(state, "signals"), 20) { Badge = typeof(SignalsBadge), Key = "s" });
        services.AddRail(new RailEntry(RailSection.Loop, "rail.outcomes", "repeat-2", state => Href(state, "outcomes"), 30));
        services.AddHandler<TargetChanged, OnTargetChanged>().AddHandler<TargetRemoved, OnTargetRemoved>();
        services.AddHandler<AccountDeactivated, HandOverSignals>().AddHandler<WorkItemOpened, OnWorkItemOpened>().AddHandler<WorkItemProgressed, OnWorkItemProgressed>().AddHandler<WorkItemRemoved, OnWorkItemRemoved>();
    }

    public void MapEndpoints(IEndpointRouteBuilder app)
    {
        ListRules.Map(app);
        WriteRule.Map(app);
        RunRule.Map(app);
        BacktestRule.Map(app);
        ListSignals.Map(app);
        DecideSignal.Map(app);
        DecideForms.Map(app);
        RuleFormPosts.Map(app);
    }

    private static string? Href(ShellState state, string page) => state.Product is { } product ? $"/products/{product.Id}/{page}" : null;
}
