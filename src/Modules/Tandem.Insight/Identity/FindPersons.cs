using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Identity;

/// <summary><c>GET …/persons?distinct_id=</c>: the person behind a distinct id, with all their distinct ids. A personless id gives one with no <c>id</c>.</summary>
internal sealed class FindPersons(IEventStore store)
{
    internal sealed record Person(Guid? Id, IReadOnlyList<string> DistinctIds, JsonNode? Properties, bool IsIdentified, DateTime? CreatedAt);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/products/{productId}/persons", async (ProductId productId, string? distinct_id, ProductAccess products, FindPersons find, CancellationToken cancel) =>
    {
        await products.FindAsync(productId, Right.Read, cancel);
        var found = await find.RunAsync(productId, distinct_id ?? throw ProblemException.Invalid("distinct_id", "required", "distinct_id"), cancel);
        return Results.Json(new Page<Person>(found is null ? [] : [found]), SnakeJson.Options);
    }).WithTags("Persons").WithName("findPersons").Produces<Page<Person>>().ProducesProblem(400).ProducesProblem(404);

    public async Task<Person?> RunAsync(ProductId productId, string distinctId, CancellationToken cancel)
    {
        await store.CaughtUpAsync(productId, cancel);
        var product = await store.ProductCodeAsync(productId, cancel);
        var ids = new List<string>();
        int? person = null;
        await store.QueryAsync(new SqlText("""
            SELECT a.distinct_id, a.person FROM actors a
            WHERE a.product = $1 AND a.person = (SELECT person FROM actors WHERE product = $1 AND distinct_id = $2) ORDER BY a.actor
            """, product, distinctId), rows =>
        {
            for (var i = 0; i < rows.Count; i++)
            {
                ids.Add(rows.Text(0, i)!);
                person = rows.Int32(1)[i];
            }
        }, cancel);
        if (person is null) return null;
        var found = new Person(null, ids, new JsonObject(), false, null);
        await store.QueryAsync(new SqlText("SELECT id, props, identified, created FROM persons WHERE product = $1 AND person = $2", product, person), rows =>
            found = new Person(rows.Guid(0, 0), ids, JsonNode.Parse(rows.Text(1, 0)!), rows.Boolean(2, 0), SnakeJson.Utc(rows.Int64(3)[0])), cancel);
        return found;
    }
}
