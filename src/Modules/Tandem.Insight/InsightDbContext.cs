using Microsoft.EntityFrameworkCore;
using Tandem.Insight.Products;
using Tandem.Kernel.Data;

namespace Tandem.Insight;

/// <summary>Rows of the module; each entity's mapping stands in its own file.</summary>
public sealed class InsightDbContext(DbContextOptions<InsightDbContext> options, ModuleScope scope) : ModuleDbContext(options, scope)
{
    protected override string Module => "insight";

    internal DbSet<Product> Products => Set<Product>();
    internal DbSet<WriteKey> WriteKeys => Set<WriteKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        base.OnModelCreating(builder);
    }
}
