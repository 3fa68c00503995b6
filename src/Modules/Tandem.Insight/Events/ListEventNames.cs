using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Events;

/// <summary><c>GET …/events/names</c>: the names of events with how many there are, most first.</summary>
internal sealed class ListEventNames(IEventStore store)
{
    internal sealed record Item(string Name, long Count);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/products/{productId}/events/names", async (ProductId productId, ProductAccess products, ListEventNames list, CancellationToken cancel) =>
    {
        await products.FindAsync(productId, Right.Read, cancel);
        return new Page<Item>(await list.RunAsync(productId, cancel));
    }).WithTags("Events").WithName("listEventNames").ProducesProblem(404);

    public async Task<IReadOnlyList<Item>> RunAsync(ProductId productId, CancellationToken cancel)
    {
        await store.CaughtUpAsync(productId, cancel);
        var items = new List<Item>();
        await store.QueryAsync(new SqlText("""
            SELECT n.name, c.n FROM (SELECT event, count(*) AS n FROM events WHERE product = $1 GROUP BY event) c JOIN event_names n ON n.product = $1 AND n.event = c.event ORDER BY c.n DESC, n.name
            """, await store.ProductCodeAsync(productId, cancel)), rows =>
        {
            for (var i = 0; i < rows.Count; i++) items.Add(new Item(rows.Text(0, i)!, rows.Int64(1)[i]));
        }, cancel);
        return items;
    }
}
