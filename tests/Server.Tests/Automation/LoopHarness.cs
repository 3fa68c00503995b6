using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Automation;
using Tandem.Automation.Closes;
using Tandem.Automation.Rules;
using Tandem.Contracts.Access;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Messages;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Verbs;
using Tandem.Storage.Embedded.Rows;

namespace Tandem.Server.Tests.Automation;

/// <summary>
/// The module on its own database, with the neighbours' contracts answered from the retailer's weeks: a clock that a test moves, series that end at it, one
/// project, one operations lead. What it publishes is read from the outbox and answered as Delivery would.
/// </summary>
internal sealed class LoopHarness : ISeries, ITargets, IProducts, IProductClocks, IProjects, IWorkItems, IPeople, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-loop-");
    private readonly ServiceProvider _services;

    private LoopHarness()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        new KernelModule().AddServices(services);
        new AutomationModule().AddServices(services);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new DataFolder(_folder.FullName)).AddSingleton<IRowStore, SqliteRowStore>();
        services.AddSingleton<ISeries>(this).AddSingleton<ITargets>(this).AddSingleton<IProducts>(this).AddSingleton<IProductClocks>(this).AddSingleton<IProjects>(this).AddSingleton<IWorkItems>(this).AddSingleton<IPeople>(this);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The real clock, which a test moves.</summary>
    public HandClock Time { get; } = new();

    public WorkspaceId Workspace { get; } = WorkspaceId.New();
    public ProductId Product { get; } = ProductId.New();
    public ProjectId Project { get; } = ProjectId.New();
    public AccountId Lead { get; } = AccountId.New();

    /// <summary>Today in the product's zone (UTC here).</summary>
    public DateOnly Today { get; set; } = Retail.FirstWeek;

    /// <summary>Changes what the shop sold in a week; what lies after the clock is never answered.</summary>
    public Func<string, int, decimal, decimal> Change { get; set; } = (_, _, value) => value;

    /// <summary>Of the metrics' definitions.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The product's targets.</summary>
    public List<TargetInfo> Targets { get; } = [];

    /// <summary>Who manages the project.</summary>
    public AccountId? Manager { get; set; }

    /// <summary>People beside the operations lead.</summary>
    public List<AccountInfo> Others { get; } = [];

    public static async Task<LoopHarness> StartAsync()
    {
        var harness = new LoopHarness();
        await harness._services.MigrateAllAsync(CancellationToken.None);
        return harness;
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorScope>().Current = new Actor(ActorKind.Person, Lead, "Lead", Workspace, Role.OperationsLead);
        return await work(scope.ServiceProvider);
    }

    public Task<T> DbAsync<T>(Func<AutomationDbContext, Task<T>> work) => InScopeAsync(services => work(services.GetRequiredService<AutomationDbContext>()));

    public Task<Rule> RuleAsync(Action<JsonObject>? change = null)
    {
        var body = new JsonObject
        {
            ["name"] = "Slow sellers", ["kind"] = "slowSeller", ["projectId"] = Project.ToString(), ["metricId"] = Retail.UnitsMetric.Id.ToString(), ["valueMetricId"] = Retail.RevenueMetric.Id.ToString(),
            ["segmentKey"] = "StockCode", ["title"] = "Promote {item}", ["cap"] = 2, ["checklist"] = new JsonArray("Check the stock of {code}"),
        };
        change?.Invoke(body);
        return InScopeAsync(services => services.GetRequiredService<WriteRule>().MakeAsync(Product, body, default));
    }

    /// <summary>Closes the week that ends before a Monday: the clock stands there.</summary>
    public async Task<int> CloseAsync(int week)
    {
        Today = Retail.FirstWeek.AddDays(7 * week);
        return (await InScopeAsync(services => services.GetRequiredService<ProductClose>().RunDueAsync(Product, default))).Ran;
    }

    /// <summary>Messages of a kind still waiting, oldest first; they count as delivered then.</summary>
    public Task<List<T>> TakeAsync<T>() where T : IIntegrationEvent => InScopeAsync(async services =>
    {
        var kernel = services.GetRequiredService<KernelDbContext>();
        var waiting = kernel.Outbox.Where(m => m.DeliveredAt == null).AsEnumerable().Where(m => m.Type == typeof(T).FullName).OrderBy(m => m.Id.Value).ToList();
        foreach (var message in waiting) message.DeliveredAt = message.At;
        await kernel.SaveChangesAsync();
        return waiting.ConvertAll(m => System.Text.Json.JsonSerializer.Deserialize<T>(m.Body, Tandem.Kernel.Web.TandemJson.Options)!);
    });

    public Task TellAsync<T>(T message) where T : IIntegrationEvent => InScopeAsync(async services =>
    {
        var registered = services.GetServices<HandlerRegistration>().Single(h => h.Event == typeof(T));
        await registered.Handle(services, message, MessageId.New(), default);
        return 0;
    });

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private int Complete => Math.Max(0, (Today.DayNumber - Retail.FirstWeek.DayNumber) / 7);

    private decimal[] Cut(string key, decimal[] values) => [.. values.Take(Complete).Select((value, week) => Change(key, week, value))];

    public ValueTask<IReadOnlyList<MetricInfo>> MetricsAsync(ProductId product, CancellationToken cancel) => new([Defined(Retail.UnitsMetric), Defined(Retail.RevenueMetric)]);

    private MetricInfo Defined(MetricInfo metric) => metric with { Version = Version };

    public Task<Series> GetAsync(ProductId product, MetricId metric, Segment? segment, Interval interval, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var all = metric == Retail.UnitsMetric.Id ? Retail.Shared.Units : Retail.Shared.Money;
        var values = segment is null ? Cut("", [.. Enumerable.Range(0, 53).Select(week => all.Values.Sum(v => v[week]))]) : Cut(segment.Value, all[segment.Value]);
        var points = values.Select((value, week) => new SeriesPoint(Retail.Shared.Weeks[week].From, Retail.Shared.Weeks[week].To, value, true)).Where(p => p.From >= from && p.To <= to).ToList();
        return Task.FromResult(new Series(Defined(metric == Retail.UnitsMetric.Id ? Retail.UnitsMetric : Retail.RevenueMetric), segment, interval, points, default, "{\"asked\":1}"));
    }

    public Task<SegmentedSeries> GetBySegmentAsync(ProductId product, MetricId metric, string key, Interval interval, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (info, all) = metric == Retail.UnitsMetric.Id ? (Retail.UnitsMetric, Retail.Shared.Units) : (Retail.RevenueMetric, Retail.Shared.Money);
        var skipped = Math.Max(0, (from.DayNumber - Retail.FirstWeek.DayNumber) / 7);
        return Task.FromResult(new SegmentedSeries(Defined(info), key, interval, [.. Retail.Shared.Weeks.Take(Complete).Skip(skipped)], all.ToDictionary(p => p.Key, p => Cut(p.Key, p.Value)[skipped..]), default, $"{{\"date_from\":\"{from:O}\"}}"));
    }

    public Task<IReadOnlyDictionary<string, string>> SegmentNamesAsync(ProductId product, string key, IReadOnlyCollection<string> values, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(values.ToDictionary(v => v, v => Retail.Shared.Names[v]));

    public ValueTask<DateOnly?> FirstDayAsync(ProductId product, CancellationToken cancel) => new(Retail.FirstWeek);

    public ValueTask<ProductClock> GetAsync(ProductId id, CancellationToken cancel) => new(new ProductClock(Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), "UTC", Today, true, false));

    public Task FixAsync(ProductId id, DateTime? utc, CancellationToken cancel) => Task.CompletedTask;

    private ProductInfo Info => new(Product, Workspace, "Shop", "UTC", "GBP", Lead);

    ValueTask<IReadOnlyList<ProductInfo>> IProducts.ListAsync(CancellationToken cancel) => new([Info]);
    ValueTask<ProductInfo?> IProducts.FindAsync(ProductId id, CancellationToken cancel) => new(id == Product ? Info : null);

    private ProjectInfo ProjectInfo => new(Project, "Launch", Product, Manager, "UTC");

    ValueTask<IReadOnlyList<ProjectInfo>> IProjects.ListAsync(CancellationToken cancel) => new([ProjectInfo]);
    ValueTask<ProjectInfo?> IProjects.FindAsync(ProjectId id, CancellationToken cancel) => new(id == Project ? ProjectInfo : null);

    Task<IReadOnlyList<WorkItemInfo>> IWorkItems.FindAsync(IReadOnlyCollection<WorkItemId> ids, CancellationToken cancel) => Task.FromResult<IReadOnlyList<WorkItemInfo>>([]);

    private AccountInfo Account => new(Lead, "Lead", "lead@example.org", Role.OperationsLead, true, false);

    ValueTask<IReadOnlyList<AccountInfo>> IPeople.ListAsync(CancellationToken cancel) => new([Account, .. Others]);
    ValueTask<AccountInfo?> IPeople.FindAsync(AccountId id, CancellationToken cancel) => new(Others.Prepend(Account).FirstOrDefault(p => p.Id == id));

    ValueTask<IReadOnlyList<TargetInfo>> ITargets.ListAsync(ProductId product, CancellationToken cancel) => new(Targets);
}
