using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Samples;
using Tandem.Insight.Observations;
using Tandem.Insight.Dashboards;
using Tandem.Insight.Metrics;
using Tandem.Insight.Targets;
using Tandem.Kernel.Layout;

namespace Tandem.Insight.Questions;

/// <summary>Services and routes of questions, metrics and observations.</summary>
internal static class QuestionsSetup
{
    public static void AddQuestions(this IServiceCollection services)
    {
        services.AddSingleton<Governor>().AddSingleton<AnswerCache>();
        services.AddScoped<Asker>().AddScoped<MetricReader>().AddScoped<SaveMetric>().AddScoped<Reading>().AddScoped<SegmentNames>().AddScoped<Extent>().AddScoped<PastReading>().AddScoped<WorkspaceLanguage>().AddScoped<Desk>().AddScoped<DashboardReader>();
        services.AddScoped<ISeries, SeriesReader>().AddScoped<SaveTarget>().AddScoped<ListTargets>().AddScoped<ITargets, ListTargets>();
        services.AddScoped<ISampleStep, SampleMetrics>();
        services.AddSlot<TodayNumbers>("today.numbers").AddSlot<ProjectNumbers>("project.metrics");
        services.AddRail(new(RailSection.Operate, "dashboard.title", "gauge", shell => shell.Product is { } product ? $"/products/{product.Id}/dashboard" : null, 10) { Key = "d" });
        services.AddRail(new(RailSection.Operate, "insight.title", "chart-line", shell => shell.Product is { } product ? $"/products/{product.Id}/insights" : null, 20));
        services.AddRail(new(RailSection.Operate, "target.title", "target", shell => shell.Product is { } product ? $"/products/{product.Id}/targets" : null, 30));
    }

    public static void MapQuestions(this IEndpointRouteBuilder app)
    {
        AskQuestion.Map(app);
        SaveQuestion.Map(app);
        ListMetrics.Map(app);
        SaveMetric.Map(app);
        GetObservations.Map(app);
        ListTargets.Map(app);
        SaveTarget.Map(app);
    }
}
