using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Insight;
using Tandem.Insight.Observations;
using Tandem.Insight.Questions;

namespace Tandem.Insight.Metrics;

/// <summary>Services and routes of questions, metrics and observations.</summary>
internal static class MetricsSetup
{
    public static void AddMetrics(this IServiceCollection services)
    {
        services.AddSingleton<Governor>();
        services.AddScoped<Asker>().AddScoped<MetricReader>().AddScoped<SaveMetric>().AddScoped<Reading>().AddScoped<SegmentNames>();
        services.AddScoped<ISeries, SeriesReader>();
    }

    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        AskQuestion.Map(app);
        ListMetrics.Map(app);
        SaveMetric.Map(app);
        GetObservations.Map(app);
    }
}
