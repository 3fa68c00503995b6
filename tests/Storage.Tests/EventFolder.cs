global using Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Ingest;
using Tandem.Insight.Ingest.Families.PostHog;
using Tandem.Insight.Ingest.Loading;
using Tandem.Insight.Ingest.Log;
using Tandem.Insight.Products;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Verbs;
using Tandem.Storage.Embedded;

namespace Tandem.Storage.Tests;

/// <summary>A data folder with its event store, opened as the server opens it; what is sent goes through log and loader.</summary>
internal sealed class EventFolder : IAsyncDisposable
{
    private readonly string _path;
    private readonly bool _owned;
    private readonly ServiceProvider _services;
    private readonly Failures _failures = new();

    public EventFolder(string? path = null, TimeProvider? time = null)
    {
        (_path, _owned) = (path ?? Directory.CreateTempSubdirectory("tandem-store-").FullName, path is null);
        var services = new ServiceCollection();
        services.AddSingleton(new DataFolder(_path)).AddEmbeddedStorage();
        _services = services.BuildServiceProvider();
        Writer = _services.GetRequiredService<IEventWriter>();
        Log = new IngestLog(Path.Combine(_path, "log"), Writer.Position());
        Loader = new Loader(Writer, Log, Counters, _failures);
        Store = new EventStore(_services.GetRequiredService<IEventQueries>(), Loader, TimeProvider.System);
        Intake = new Intake(Log, new KeyRing(), new FirstContact(new KeyRing(), _services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System), Counters, time ?? TimeProvider.System);
    }

    public string FolderPath => _path;
    public IEventWriter Writer { get; }
    public IngestLog Log { get; }
    public Loader Loader { get; }
    public IEventStore Store { get; }
    public Intake Intake { get; }
    public IngestCounters Counters { get; } = new();

    /// <summary>Sends a PostHog body.</summary>
    public Task SendAsync(ProductId product, string json) =>
        Intake.StoreAsync(product, new PostHogCapture().Parse(System.Text.Encoding.UTF8.GetBytes(json), new DefaultHttpContext().Request));

    /// <summary>All rows of a query, cells as text.</summary>
    public async Task<List<string>> RowsAsync(string sql, params object?[] parameters)
    {
        await CaughtUpAsync();
        var found = new List<string>();
        await Store.QueryAsync(new SqlText(sql, parameters), rows =>
        {
            for (var i = 0; i < rows.Count; i++) found.Add(rows.Text(0, i) ?? "null");
        });
        return found;
    }

    public async Task<long> CountAsync(ProductId product)
    {
        await CaughtUpAsync();
        var count = 0L;
        var code = await Store.ProductCodeAsync(product);
        await Store.QueryAsync(new SqlText("SELECT count(*) FROM events WHERE product = $1", code), rows => count = rows.Int64(0)[0]);
        return count;
    }

    /// <summary>A test that waits in vain for the loader fails with what the loader could not do.</summary>
    private async Task CaughtUpAsync()
    {
        try
        {
            await Store.CaughtUpAsync(default);
        }
        catch (ProblemException) when (_failures.Last is { } failure)
        {
            throw new InvalidOperationException("The loader failed.", failure);
        }
    }

    private sealed class Failures : ILogger<Loader>
    {
        public Exception? Last { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) => Last = exception;
    }

    public async ValueTask DisposeAsync()
    {
        Loader.Dispose();
        Log.Dispose();
        await _services.DisposeAsync();
        if (_owned) Directory.Delete(_path, recursive: true);
    }
}
