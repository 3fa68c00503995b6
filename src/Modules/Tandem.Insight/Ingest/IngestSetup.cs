using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.Insight.Events;
using Tandem.Insight.Identity;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Loading;
using Tandem.Insight.Ingest.Log;
using Tandem.Insight.Live;
using Tandem.Insight.Products;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Ingest;

/// <summary>Services of the ingest path.</summary>
internal static class IngestSetup
{
    public static void AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<IngestCounters>().AddSingleton<Intake>().AddSingleton<VisitorIds>().AddSingleton<Loader>();
        services.AddSingleton<IEventStore, EventStore>();
        services.AddSingleton(provider => new IngestLog(provider.GetRequiredService<DataFolder>().File("log"), provider.GetRequiredService<IEventWriter>().Position()));
        services.AddScoped<FindPersons>().AddScoped<ListEvents>().AddScoped<ListEventNames>().AddScoped<LiveReader>();
        services.AddRail(new(RailSection.Operate, "live.title", "activity", shell => shell.Product is { } product ? $"/products/{product.Id}/live" : null, 60));
        services.AddHostedService<IngestStart>();
    }
}

/// <summary>Opens log and loader before the first request; the process is ready when what the log held is loaded.</summary>
internal sealed class IngestStart(IServiceProvider services, KeyRing keys, Readiness readiness) : IHostedService
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    public async Task StartAsync(CancellationToken cancel)
    {
        await keys.ReadAsync(services, cancel);
        var replayed = readiness.Await("log");
        var loader = services.GetRequiredService<Loader>();
        services.GetRequiredService<Intake>();
        _ = Task.Run(async () =>
        {
            if (await loader.CaughtUpAsync(Long, CancellationToken.None)) replayed();
        }, CancellationToken.None);
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
}
