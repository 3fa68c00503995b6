using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Messages;
using Tandem.Delivery;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The module on its own database: one product whose clock a test sets, a project manager and an operations lead, a Chinese workspace. Messages are handled as the outbox would.</summary>
internal sealed class DeliveryHarness : IProducts, IProductClocks, IPeople, IWorkspaces, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-delivery-");
    private readonly ServiceProvider _services;

    private DeliveryHarness()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        new KernelModule().AddServices(services);
        new DeliveryModule().AddServices(services);
        services.AddSingleton(new DataFolder(_folder.FullName)).AddSingleton<IRowStore, SqliteRowStore>();
        services.AddSingleton<IProducts>(this).AddSingleton<IProductClocks>(this).AddSingleton<IPeople>(this).AddSingleton<IWorkspaces>(this);
        _services = services.BuildServiceProvider();
    }

    public WorkspaceId Workspace { get; } = WorkspaceId.New();
    public ProductId Product { get; } = ProductId.New();
    public ProjectId Project { get; private set; }
    public AccountId Manager { get; } = AccountId.New();
    public AccountId Lead { get; } = AccountId.New();

    /// <summary>The product's now.</summary>
    public DateTime UtcNow { get; set; } = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    public static async Task<DeliveryHarness> StartAsync()
    {
        var harness = new DeliveryHarness();
        await harness._services.MigrateAllAsync(CancellationToken.None);
        harness.Project = await harness.InScopeAsync(services => services.GetRequiredService<CreateProject>().RunAsync(new("Launch", harness.Product, "2026-01-05", "UTC"), default));
        return harness;
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work, Actor? actor = null)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorScope>().Current = actor ?? new Actor(ActorKind.Person, Manager, "Manager", Workspace, Role.ProjectManager);
        return await work(scope.ServiceProvider);
    }

    /// <summary>Hands a message to its handler; the same id again is the same message delivered twice.</summary>
    public Task HandleAsync<TEvent, THandler>(TEvent message, MessageId? id = null) where TEvent : IIntegrationEvent where THandler : IHandle<TEvent> => InScopeAsync(async services =>
    {
        var known = id ?? MessageId.New();
        services.GetRequiredService<MessageScope>().Current = (known, typeof(THandler).FullName!);
        await services.GetRequiredService<THandler>().HandleAsync(message, known, default);
        return true;
    }, Actor.System(Workspace));

    /// <summary>Messages of a kind in the outbox, oldest first.</summary>
    public Task<List<T>> SentAsync<T>() where T : IIntegrationEvent => InScopeAsync(services => Task.FromResult(
        services.GetRequiredService<KernelDbContext>().Outbox.AsEnumerable().Where(m => m.Type == typeof(T).FullName).OrderBy(m => m.Id.Value)
            .Select(m => System.Text.Json.JsonSerializer.Deserialize<T>(m.Body, TandemJson.Options)!).ToList()));

    public ValueTask<IReadOnlyList<ProductInfo>> ListAsync(CancellationToken cancel) => new([new ProductInfo(Product, Workspace, "Shop", "UTC", "GBP", Lead)]);

    public async ValueTask<ProductInfo?> FindAsync(ProductId id, CancellationToken cancel) => (await ListAsync(cancel)).FirstOrDefault(p => p.Id == id);

    public ValueTask<ProductClock> GetAsync(ProductId id, CancellationToken cancel) => new(new ProductClock(UtcNow, "UTC", DateOnly.FromDateTime(UtcNow), true, false));

    public Task FixAsync(ProductId id, DateTime? utc, CancellationToken cancel) => Task.CompletedTask;

    ValueTask<IReadOnlyList<AccountInfo>> IPeople.ListAsync(CancellationToken cancel) =>
        new([new AccountInfo(Manager, "Manager", null, Role.ProjectManager, true, false), new AccountInfo(Lead, "Lead", null, Role.OperationsLead, true, false)]);

    async ValueTask<AccountInfo?> IPeople.FindAsync(AccountId id, CancellationToken cancel) => (await ((IPeople)this).ListAsync(cancel)).FirstOrDefault(p => p.Id == id);

    ValueTask<WorkspaceInfo?> IWorkspaces.FindAsync(WorkspaceId id, CancellationToken cancel) => new(new WorkspaceInfo(id, "店", "zh-CN", DayOfWeek.Monday));

    async ValueTask<IReadOnlyList<WorkspaceInfo>> IWorkspaces.ListAsync(CancellationToken cancel) => [(await ((IWorkspaces)this).FindAsync(Workspace, cancel))!];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
