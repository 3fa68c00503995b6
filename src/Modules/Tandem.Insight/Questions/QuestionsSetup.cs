using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Samples;
using Tandem.Insight.Observations;
using Tandem.Insight.Metrics;

namespace Tandem.Insight.Questions;

/// <summary>Services and routes of questions, metrics and observations.</summary>
internal static class QuestionsSetup
{
    public static void AddQuestions(this IServiceCollection services)
    {
        services.AddSingleton<Governor>();
        services.AddScoped<Asker>().AddScoped<MetricReader>().AddScoped<SaveMetric>().AddScoped<Reading>().AddScoped<SegmentNames>();
        services.AddScoped<ISeries, SeriesReader>();
        services.AddScoped<ISampleStep, SampleMetrics>();
    }

    public static void MapQuestions(this IEndpointRouteBuilder app)
    {
        AskQuestion.Map(app);
        ListMetrics.Map(app);
        SaveMetric.Map(app);
        GetObservations.Map(app);
    }
}
