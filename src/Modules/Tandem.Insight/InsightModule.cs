using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Insight.Imports;
using Tandem.Insight.Ingest;
using Tandem.Insight.Questions;
using Tandem.Insight.Products;
using Tandem.Kernel.Data;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Wording;

namespace Tandem.Insight;

/// <summary>Products, their events and what is asked of them.</summary>
public sealed class InsightModule : IModule
{
    public string Name => "insight";

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new WordSource("Tandem.Insight.Words", typeof(InsightModule).Assembly));
        services.AddModuleContext<InsightDbContext>(Name);
        services.AddProducts();
        services.AddIngest();
        services.AddImports();
        services.AddQuestions();
    }

    public void MapEndpoints(IEndpointRouteBuilder app)
    {
        app.MapProducts();
        app.MapIngest();
        app.MapQuestions();
    }
}
