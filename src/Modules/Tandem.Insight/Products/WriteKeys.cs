using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Products;

/// <summary>A write key as its product's people see it.</summary>
/// <param name="Id">To revoke it.</param>
/// <param name="Key">What clients send.</param>
/// <param name="Site">It is the id of a site, not made here.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="RevokedAt">UTC; null while it is valid.</param>
public sealed record WriteKeyItem(Guid Id, string Key, bool Site, DateTime CreatedAt, DateTime? RevokedAt);

/// <summary>A product's write keys: list, add (to rotate: add one, spread it, revoke the old one), revoke. Revoked at once; what was sent stays.</summary>
internal sealed class WriteKeys(InsightDbContext rows, ProductAccess products, KeyRing keys, FirstContact first, TimeProvider time)
{
    private const int LongestSite = 100;

    /// <param name="Site">An id that clients already send in place of a key: 1–100 characters without spaces.</param>
    internal sealed record SiteRequest(string? Site);

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/products/{productId}/write-keys").WithTags("Products");
        group.MapGet("", async (ProductId productId, WriteKeys keys, CancellationToken cancel) => new Page<WriteKeyItem>(await keys.ListAsync(productId, cancel))).WithName("listWriteKeys");
        group.MapPost("", async (ProductId productId, WriteKeys keys, CancellationToken cancel) => Results.Created((string?)null, await keys.AddAsync(productId, cancel))).Produces<WriteKeyItem>(201).WithName("addWriteKey");
        group.MapDelete("/{keyId}", async (ProductId productId, string keyId, WriteKeys keys, CancellationToken cancel) =>
        {
            await keys.RevokeAsync(productId, Guid.TryParse(keyId, out var id) ? id : Guid.Empty, cancel);
            return Results.NoContent();
        }).Produces(204).WithName("revokeWriteKey");
        app.MapPost("/api/products/{productId}/site-ids", async (ProductId productId, SiteRequest request, WriteKeys keys, CancellationToken cancel) =>
            Results.Created((string?)null, await keys.AddSiteAsync(productId, request.Site, cancel))).Produces<WriteKeyItem>(201).WithTags("Products").WithName("addSiteId");
        // the settings page's form, for browsers without script
        app.MapPost("/products/{productId}/write-keys", async (ProductId productId, HttpContext http, WriteKeys keys, CancellationToken cancel) =>
        {
            var form = await http.Request.ReadFormAsync(cancel);
            if (Guid.TryParse(form["revoke"], out var id)) await keys.RevokeAsync(productId, id, cancel);
            else await keys.AddAsync(productId, cancel);
            return Results.LocalRedirect($"/products/{productId}/settings#keys");
        }).ExcludeFromDescription();
    }

    public async Task<List<WriteKeyItem>> ListAsync(ProductId product, CancellationToken cancel)
    {
        await products.FindAsync(product, Right.RunProduct, cancel);
        var found = await rows.WriteKeys.AsNoTracking().Where(k => k.Product == product).OrderByDescending(k => k.Id).ToListAsync(cancel);
        return found.ConvertAll(Of);
    }

    public async Task<WriteKeyItem> AddAsync(ProductId id, CancellationToken cancel)
    {
        var key = await rows.WriteAsync(async () => Made(await products.FindAsync(id, Right.RunProduct, cancel), WriteKey.NewKey()), cancel);
        keys.Add(key.Key, id);
        return Of(key);
    }

    /// <summary>Ties the id of a site to the product; one of its own that was revoked is valid again.</summary>
    /// <exception cref="ProblemException">400 where it can't be one, 409 where it is another product's.</exception>
    public async Task<WriteKeyItem> AddSiteAsync(ProductId id, string? typed, CancellationToken cancel)
    {
        var site = Site(typed);
        var key = await rows.WriteAsync(async () =>
        {
            var product = await products.FindAsync(id, Right.RunProduct, cancel);
            var known = await rows.WriteKeys.IgnoreQueryFilters().FirstOrDefaultAsync(k => k.Key == site, cancel);
            if (known is null) return Made(product, site);
            if (known.Product != id) throw new ProblemException(409, "site_taken", "site", site);
            known.RevokedAt = null;
            return known;
        }, cancel);
        keys.Add(key.Key, id);
        first.Heard(id);
        return Of(key);
    }

    private WriteKey Made(Product product, string key)
    {
        var made = new WriteKey { Workspace = product.Workspace, Product = product.Id, Key = key, CreatedAt = time.GetUtcNow().UtcDateTime };
        rows.Add(made);
        return made;
    }

    private static string Site(string? typed)
    {
        var site = typed?.Trim();
        if (string.IsNullOrEmpty(site)) throw ProblemException.Invalid("site", "required", "site");
        if (site.Length > LongestSite) throw ProblemException.Invalid("site", "too_long", "site", LongestSite);
        return WriteKey.IsSite(site) && !site.Any(mark => char.IsWhiteSpace(mark) || char.IsControl(mark)) ? site : throw ProblemException.Invalid("site", "bad_value", "site", site);
    }

    public async Task RevokeAsync(ProductId id, Guid keyId, CancellationToken cancel)
    {
        var key = await rows.WriteAsync(async () =>
        {
            await products.FindAsync(id, Right.RunProduct, cancel);
            var found = await rows.WriteKeys.FirstOrDefaultAsync(k => k.Product == id && k.Id == keyId, cancel) ?? throw ProblemException.NotFound();
            found.RevokedAt ??= time.GetUtcNow().UtcDateTime;
            return found;
        }, cancel);
        keys.Remove(key.Key);
    }

    private static WriteKeyItem Of(WriteKey key) => new(key.Id, key.Key, WriteKey.IsSite(key.Key), Utc(key.CreatedAt), key.RevokedAt is { } at ? Utc(at) : null);

    private static DateTime Utc(DateTime stored) => DateTime.SpecifyKind(stored, DateTimeKind.Utc);
}
