using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Products;

/// <summary>The workspace's products; who may run one also sees its newest write key.</summary>
internal static class ListProducts
{
    private const int PageSize = 100;

    internal sealed record Item(ProductId Id, string Name, string TimeZone, string? Currency, AccountId? Owner, DateTime? FixedClock, string? WriteKey);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products", async (string? cursor, InsightDbContext rows, ActorScope actor, CancellationToken cancel) =>
        {
            var all = await rows.Products.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
            var from = string.IsNullOrEmpty(cursor) ? 0 : all.FindIndex(p => p.Id.ToString() == cursor) + 1;
            var keys = await KeysAsync(rows, cancel);
            return Page<Item>.Of(all.Skip(from).Take(PageSize + 1).Select(p => Of(p, keys, actor.Current)).ToList(), PageSize, item => item.Id.ToString());
        }).WithTags("Products").WithName("listProducts");
        app.MapGet("/api/products/{id}", async (ProductId id, InsightDbContext rows, ActorScope actor, CancellationToken cancel) =>
        {
            var product = await rows.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw ProblemException.NotFound();
            return Of(product, await KeysAsync(rows, cancel), actor.Current);
        }).WithTags("Products").WithName("getProduct");
    }

    private static async Task<ILookup<ProductId, string>> KeysAsync(InsightDbContext rows, CancellationToken cancel) =>
        (await rows.WriteKeys.AsNoTracking().Where(k => k.RevokedAt == null).OrderByDescending(k => k.Id).ToListAsync(cancel)).Where(k => !WriteKey.IsSite(k.Key)).ToLookup(k => k.Product, k => k.Key);

    private static Item Of(Product product, ILookup<ProductId, string> keys, Actor actor) => new(product.Id, product.Name, product.Zone, product.Currency, product.Owner, product.FixedClock is { } clock ? DateTime.SpecifyKind(clock, DateTimeKind.Utc) : null,
        actor.May(Right.RunProduct, product.Id.Value, own: product.Owner is not null && product.Owner == actor.Account) ? keys[product.Id].FirstOrDefault() : null);
}
