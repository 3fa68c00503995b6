using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Metrics;

/// <summary>Reads the metrics of a product of the current workspace.</summary>
internal sealed class MetricReader(InsightDbContext rows)
{
    public Task<List<Metric>> ListAsync(ProductId product, CancellationToken cancel) =>
        rows.Set<Metric>().AsNoTracking().Where(m => m.Product == product).OrderBy(m => m.Order).ThenBy(m => m.Key).ToListAsync(cancel);

    /// <exception cref="ProblemException">404: the product has no such metric.</exception>
    public async Task<Metric> GetAsync(ProductId product, MetricId id, CancellationToken cancel) =>
        await rows.Set<Metric>().AsNoTracking().FirstOrDefaultAsync(m => m.Product == product && m.Id == id, cancel) ?? throw ProblemException.NotFound();

    /// <param name="language">Null: the reader's.</param>
    public static MetricInfo Info(Metric metric, ProductInfo product, string? language = null) => new(
        metric.Id, metric.Key, LocalText.Read(metric.Names, language), metric.Unit, metric.Unit == "money" ? product.Currency : null, metric.Owner, (int)metric.Version,
        [.. MetricDefinition.Of(metric).Segments.Keys]) { Names = LocalText.All(metric.Names) };
}
