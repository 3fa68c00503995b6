using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Samples;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Verbs;

namespace Tandem.Insight.Imports;

internal static class ImportsSetup
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddScoped<EventImport>().AddScoped<ImportFiles>();
        services.AddScoped<IJobHandler, ImportJob>().AddScoped<IVerb, ImportVerb>();
        services.AddScoped<ISampleStep, SampleProduct>().AddScoped<ISampleStep, SampleEvents>();
    }
}
