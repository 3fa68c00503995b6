using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Verbs;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Server.Tests.House;

/// <summary>The floor that modules stand on, alone, on a folder of its own and a clock that a test moves.</summary>
internal sealed class KernelFloor : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-kernel-");
    private readonly ServiceProvider _services;

    private KernelFloor(Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        new KernelModule().AddServices(services);
        services.AddSingleton<TimeProvider>(Time).AddSingleton(new DataFolder(_folder.FullName)).AddSingleton<IRowStore, SqliteRowStore>();
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public HandClock Time { get; } = new();

    public IServiceProvider Services => _services;

    public WorkspaceId Workspace { get; } = WorkspaceId.New();

    public static async Task<KernelFloor> StartAsync(Action<IServiceCollection>? more = null)
    {
        var floor = new KernelFloor(more);
        await floor._services.MigrateAllAsync(CancellationToken.None);
        return floor;
    }

    public T Hosted<T>() where T : IHostedService => _services.GetServices<IHostedService>().OfType<T>().Single();

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorScope>().Current = Actor.System(Workspace);
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
