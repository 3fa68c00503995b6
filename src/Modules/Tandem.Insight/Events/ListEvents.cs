using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Events;

/// <summary><c>GET …/events?distinct_id=</c>: stored events, latest arrival first; with a distinct id those of that id alone.</summary>
internal sealed class ListEvents(IEventStore store)
{
    private const int PageSize = 100;

    internal sealed record Item(Guid Id, string Event, string DistinctId, DateTime Timestamp, DateTime ReceivedAt, JsonNode? Properties)
    {
        internal long Sequence { get; init; }
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/products/{productId}/events", async (ProductId productId, string? distinct_id, string? cursor, ProductAccess products, ListEvents list, CancellationToken cancel) =>
    {
        await products.FindAsync(productId, Right.Read, cancel);
        var before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : long.MaxValue;
        var found = await list.RunAsync(productId, distinct_id, before, PageSize + 1, cancel);
        return Results.Json(Page<Item>.Of(found, PageSize, item => item.Sequence.ToString(CultureInfo.InvariantCulture)), SnakeJson.Options);
    }).WithTags("Events").WithName("listEvents").Produces<Page<Item>>().ProducesProblem(404);

    public async Task<List<Item>> RunAsync(ProductId productId, string? distinctId, long before, int most, CancellationToken cancel)
    {
        await store.CaughtUpAsync(productId, cancel);
        var product = await store.ProductCodeAsync(productId, cancel);
        var items = new List<Item>();
        await store.QueryAsync(new SqlText("""
            WITH e AS (SELECT * FROM events WHERE product = $1 AND seq < $2 AND ($3 IS NULL OR actor = (SELECT actor FROM actors WHERE product = $1 AND distinct_id = $3)) ORDER BY seq DESC LIMIT $4)
            SELECT e.id, n.name, a.distinct_id, e.ts, e.received, e.props, e.seq
            FROM e JOIN actors a ON a.product = e.product AND a.actor = e.actor JOIN event_names n ON n.product = e.product AND n.event = e.event ORDER BY e.seq DESC
            """, product, before, distinctId, most), rows =>
        {
            for (var i = 0; i < rows.Count; i++)
            {
                items.Add(new Item(rows.Guid(0, i), rows.Text(1, i)!, rows.Text(2, i)!, SnakeJson.Utc(rows.Int64(3)[i]), SnakeJson.Utc(rows.Int64(4)[i]), JsonNode.Parse(rows.Text(5, i)!)) { Sequence = rows.Int64(6)[i] });
            }
        }, cancel);
        return items;
    }
}
