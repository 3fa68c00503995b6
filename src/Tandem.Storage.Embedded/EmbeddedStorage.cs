using Microsoft.Extensions.DependencyInjection;
using Tandem.Kernel.Data;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Storage.Embedded;

/// <summary>The default storage: everything in the data folder, nothing to set up.</summary>
public static class EmbeddedStorage
{
    public static IServiceCollection AddEmbeddedStorage(this IServiceCollection services) =>
        services.AddSingleton<IRowStore, SqliteRowStore>();
}
