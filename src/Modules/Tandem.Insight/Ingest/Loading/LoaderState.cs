using System.Collections.Concurrent;
using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Identity;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>Dictionaries of the event store, in memory: read once at the start, then kept by the loader.</summary>
internal sealed class LoaderState
{
    private readonly IEventWriter _store;
    private readonly ConcurrentDictionary<ProductId, ProductState> _products = new();

    public LoaderState(IEventWriter store)
    {
        _store = store;
        var byCode = new Dictionary<int, ProductState>();
        Read("SELECT product, id FROM products", (rows, i) =>
        {
            var product = new ProductState(rows.Int32(0)[i], new ProductId(rows.Guid(1, i)), store) { Stored = true };
            _products[product.Id] = byCode[product.Code] = product;
        });
        Read("SELECT product, event, name FROM event_names", (rows, i) => byCode[rows.Int32(0)[i]].Restore(rows.Int32(1)[i], rows.Text(2, i)!));
        Read("SELECT product, distinct_id, person FROM actors ORDER BY product, actor", (rows, i) => byCode[rows.Int32(0)[i]].People.Restore(rows.Text(1, i)!, rows.Int32(2)[i]));
        Read("SELECT product, person, id, identified, created, props <> '{}', created_given FROM persons", (rows, i) => byCode[rows.Int32(0)[i]].People.Restore(rows.Int32(1)[i], new PersonState
        {
            Id = rows.Guid(2, i), Identified = rows.Boolean(3, i), Created = rows.Int64(4)[i], HasProperties = rows.Boolean(5, i), CreatedGiven = rows.Boolean(6, i), Stored = true,
        }));
        Read("SELECT product, type, key, created, props FROM groups", (rows, i) => byCode[rows.Int32(0)[i]].Groups.Restore(rows.Text(1, i)!, rows.Text(2, i)!, rows.Int64(3)[i], rows.Text(4, i)!));
        Read("SELECT product, max(ts), max(seq) FROM events GROUP BY product", (rows, i) =>
        {
            byCode[rows.Int32(0)[i]].Happened(rows.Int64(1)[i]);
            LastSequence = Math.Max(LastSequence, rows.Int64(2)[i]);
        });
        foreach (var product in byCode.Values) product.People.Restored();
    }

    public long LastSequence { get; private set; }

    public long NextSequence() => ++LastSequence;

    public ProductState? Find(ProductId id) => _products.GetValueOrDefault(id);

    public ProductState Product(ProductId id)
    {
        if (_products.TryGetValue(id, out var product)) return product;
        return _products[id] = new ProductState(_products.Count + 1, id, _store);
    }

    private void Read(string sql, Action<RowChunk, int> row) => _store.Query(new SqlText(sql), rows =>
    {
        for (var i = 0; i < rows.Count; i++) row(rows, i);
    });
}
