using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Insight.Events;
using Tandem.Kernel.Problems;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;
using NodaTime;

namespace Tandem.Insight.Questions;

/// <summary>A product as a question sees it: its zone, its clock, and how far its events are loaded.</summary>
internal sealed record Subject(ProductInfo Product, DateTimeZone Zone, ProductClock Clock, DataThrough Through)
{
    /// <summary>A clock that stands still or looks back is an end of what may be read; a running one is not (events may be sent some hours ahead).</summary>
    public long Until => Clock.IsFixed || Clock.IsPast ? ZoneTable.ToMicros(Clock.UtcNow) : ProductEvents.NoEnd;

    /// <summary>
    /// The same product with its clock at the end of time: one answer, kept, then serves every past moment. Whoever reads through it cuts the answer at the real clock.
    /// </summary>
    public Subject Unbounded => this with { Clock = Clock with { UtcNow = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc), Today = new(2199, 12, 31), IsFixed = false, IsPast = false } };
}

/// <summary>Runs the statements of plans against the event store for one product.</summary>
internal sealed class Asker(IEventStore store, IProducts products, IProductClocks clocks, Governor governor)
{
    /// <exception cref="ProblemException">404: no such product in this workspace.</exception>
    public async Task<Subject> SubjectAsync(ProductId id, CancellationToken cancel)
    {
        var product = await products.FindAsync(id, cancel) ?? throw ProblemException.NotFound();
        var clock = await clocks.GetAsync(id, cancel);
        return new(product, Calendar.ZoneOf(product.Zone), clock, await store.CaughtUpAsync(id, cancel));
    }

    public async Task<ProductEvents> EventsAsync(Subject subject, IEnumerable<string> names, CancellationToken cancel)
    {
        var asked = names.Distinct().ToList();
        var codes = await store.EventCodesAsync(subject.Product.Id, asked, cancel);
        var byName = asked.Zip(codes).ToDictionary(p => p.First, p => p.Second);
        return new(await store.ProductCodeAsync(subject.Product.Id, cancel), name => byName.GetValueOrDefault(name), subject.Until);
    }

    public Task RunAsync(Tandem.Metrics.Sql.SqlText sql, Action<RowChunk> onChunk, CancellationToken cancel) =>
        governor.RunAsync(() => store.QueryAsync(new Events.SqlText(sql.Text, [.. sql.Parameters]), onChunk, cancel), cancel);

    /// <summary>Names of the product's events by code.</summary>
    public async Task<IReadOnlyDictionary<int, string>> EventNamesAsync(ProductEvents events, CancellationToken cancel)
    {
        var names = new Dictionary<int, string>();
        await store.QueryAsync(new($"SELECT event, name FROM event_names WHERE product = {events.Product}"), chunk =>
        {
            var codes = chunk.Int32(0);
            for (var row = 0; row < chunk.Count; row++) names[codes[row]] = chunk.Text(1, row)!;
        }, cancel);
        return names;
    }

    /// <summary>Each person's first distinct id.</summary>
    public async Task<Func<int, string>> NamesAsync(ProductEvents events, IReadOnlyCollection<int> persons, CancellationToken cancel)
    {
        var names = new Dictionary<int, string>();
        if (persons.Count == 0) return _ => "";
        var list = string.Join(',', persons);
        await store.QueryAsync(new($"SELECT person, arg_min(distinct_id, actor) FROM actors WHERE product = {events.Product} AND person IN ({list}) GROUP BY person"), chunk =>
        {
            var ids = chunk.Int32(0);
            for (var row = 0; row < chunk.Count; row++) names[ids[row]] = chunk.Text(1, row)!;
        }, cancel);
        return person => names.GetValueOrDefault(person, "");
    }
}
