using Microsoft.Extensions.DependencyInjection;
using Tandem.Insight.Events;
using Tandem.Kernel.Data;
using Tandem.Kernel.Verbs;
using Tandem.Storage.Embedded.Events;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Storage.Embedded;

/// <summary>The default storage: everything in the data folder, nothing to set up.</summary>
public static class EmbeddedStorage
{
    public static IServiceCollection AddEmbeddedStorage(this IServiceCollection services) =>
        services.AddSingleton<IRowStore, SqliteRowStore>()
            .AddSingleton(provider => new DuckDbFile(provider.GetRequiredService<DataFolder>().File("events.duckdb")))
            .AddSingleton<IEventWriter, DuckDbEventWriter>()
            .AddSingleton<IEventQueries, DuckDbEventQueries>();
}
