using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Products;

/// <summary>Finds a product that the current actor may use.</summary>
internal sealed class ProductAccess(InsightDbContext rows, ActorScope actor)
{
    /// <exception cref="ProblemException">404 where the workspace has none, 403 without the right.</exception>
    public async Task<Product> FindAsync(ProductId id, Right right, CancellationToken cancel)
    {
        var product = await rows.Products.FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw ProblemException.NotFound();
        actor.Current.Require(right, id.Value, own: IsOwn(product));
        return product;
    }

    public bool May(Product product, Right right) => actor.Current.May(right, product.Id.Value, own: IsOwn(product));

    private bool IsOwn(Product product) => product.Owner is not null && product.Owner == actor.Current.Account;
}
