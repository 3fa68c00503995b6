using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Metrics;

/// <summary>A product's metrics, and one of them with its definition.</summary>
internal static class ListMetrics
{
    internal sealed record Item(
        MetricId Id, string Key, string Name, string? Note, string Unit, string? Currency, string Interval, AccountId? Owner, long Version, JsonElement Definition);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products/{productId}/metrics", ListAsync).WithTags("Metrics").WithName("listMetrics").Produces<Page<Item>>().ProducesProblem(404);
        app.MapGet("/api/products/{productId}/metrics/{metricId}", GetAsync).WithTags("Metrics").WithName("getMetric").Produces<Item>().ProducesProblem(404);
    }

    public static Item Of(Metric metric, ProductInfo product)
    {
        var info = MetricReader.Info(metric, product);
        var note = LocalText.Read(metric.Notes);
        using var definition = JsonDocument.Parse(metric.Definition);
        return new(metric.Id, metric.Key, info.Name, note.Length == 0 ? null : note, metric.Unit, info.Currency, metric.Interval, metric.Owner, metric.Version, definition.RootElement.Clone());
    }

    private static async Task<Page<Item>> ListAsync(ProductId productId, MetricReader metrics, IProducts products, ActorScope actor, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, productId.Value);
        var product = await products.FindAsync(productId, cancel) ?? throw ProblemException.NotFound();
        return new((await metrics.ListAsync(productId, cancel)).ConvertAll(m => Of(m, product)));
    }

    private static async Task<Item> GetAsync(ProductId productId, MetricId metricId, MetricReader metrics, IProducts products, ActorScope actor, HttpResponse response, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, productId.Value);
        var product = await products.FindAsync(productId, cancel) ?? throw ProblemException.NotFound();
        var metric = await metrics.GetAsync(productId, metricId, cancel);
        ETags.Set(response, metric.Version);
        return Of(metric, product);
    }
}
