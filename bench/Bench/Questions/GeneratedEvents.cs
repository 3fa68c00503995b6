using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Insight.Events;
using Tandem.Storage.Embedded.Events;

namespace Tandem.Bench.Questions;

/// <summary>A database of generated events in the product's own layout: 20 names, 200,000 persons, 90 days, a property.</summary>
internal sealed class GeneratedEvents(DuckDbFile file) : IEventStore, IProducts, IProductClocks, IDisposable
{
    public const string From = "2026-01-01", To = "2026-03-31";
    private const int Persons = 200_000, Names = 20;
    private readonly DuckDbEventQueries _queries = new(file);

    public static void Make(string path, int events)
    {
        using var file = new DuckDbFile(path);
        using var session = file.Connect();
        session.Execute(EventSchema.Create);
        session.Execute($"INSERT INTO actors SELECT 1, i + 1, 'd' || i, i + 1 FROM range({Persons}) r(i)");
        // hash() makes the draws independent of each other and the same on every machine
        session.Execute($$"""
            INSERT INTO events
            SELECT 1, i, NULL, (hash(i) % {{Persons}})::INTEGER + 1, TIMESTAMP '{{From}}' + to_microseconds((hash(i + 1000000000) % (90 * 86400000000::UBIGINT))::BIGINT),
                   (hash(i + 2000000000) % {{Names}})::INTEGER + 1, '{"price":' || (hash(i + 3000000000) % 10000) / 100 || '}', NULL
            FROM range({{events}}) r(i)
            """);
    }

    public ValueTask<DataThrough> CaughtUpAsync(ProductId product, CancellationToken cancel = default) => new(new DataThrough(DateTime.UnixEpoch, null));

    public ValueTask<int> ProductCodeAsync(ProductId product, CancellationToken cancel = default) => new(1);

    /// <summary>Names are "event 1" and on.</summary>
    public ValueTask<IReadOnlyList<int?>> EventCodesAsync(ProductId product, IReadOnlyList<string> names, CancellationToken cancel = default) =>
        new([.. names.Select(n => (int?)int.Parse(n.AsSpan("event ".Length), System.Globalization.CultureInfo.InvariantCulture))]);

    public Task QueryAsync(SqlText sql, Action<RowChunk> onChunk, CancellationToken cancel = default) => _queries.QueryAsync(sql, onChunk, cancel);

    public ValueTask<IReadOnlyList<ProductInfo>> ListAsync(CancellationToken cancel) => new([]);

    public ValueTask<ProductInfo?> FindAsync(ProductId id, CancellationToken cancel) => new(new ProductInfo(id, default, "bench", "Europe/London", null, null));

    public ValueTask<ProductClock> GetAsync(ProductId id, CancellationToken cancel) => new(new ProductClock(DateTime.UnixEpoch, "Europe/London", default, false, false));

    public Task FixAsync(ProductId id, DateTime? utc, CancellationToken cancel) => Task.CompletedTask;

    public void Dispose() => _queries.Dispose();
}
