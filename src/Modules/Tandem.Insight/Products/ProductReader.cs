using Microsoft.EntityFrameworkCore;
using NodaTime;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Products;

/// <summary>Answers Contracts' reading of products and their clocks, in the current workspace.</summary>
internal sealed class ProductReader(InsightDbContext rows, ActorScope actor, TimeProvider time) : IProducts, IProductClocks
{
    public async ValueTask<IReadOnlyList<ProductInfo>> ListAsync(CancellationToken cancel)
    {
        var products = await rows.Products.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        return products.ConvertAll(p => p.Info());
    }

    public async ValueTask<ProductInfo?> FindAsync(ProductId id, CancellationToken cancel) =>
        (await rows.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel))?.Info();

    public async ValueTask<ProductClock> GetAsync(ProductId id, CancellationToken cancel)
    {
        var product = await rows.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw ProblemException.NotFound();
        var now = product.FixedClock is { } moment ? DateTime.SpecifyKind(moment, DateTimeKind.Utc) : time.GetUtcNow().UtcDateTime;
        var past = actor.AsOf is { } asOf && asOf < now;
        if (past) now = actor.AsOf!.Value;
        var today = Instant.FromDateTimeUtc(now).InZone(DateTimeZoneProviders.Tzdb[product.Zone]).Date;
        return new ProductClock(now, product.Zone, new DateOnly(today.Year, today.Month, today.Day), product.FixedClock is not null, past);
    }

    public Task FixAsync(ProductId id, DateTime? utc, CancellationToken cancel) => rows.WriteAsync(async () =>
    {
        var product = await rows.Products.FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw ProblemException.NotFound();
        product.FixedClock = utc;
    }, cancel);
}
