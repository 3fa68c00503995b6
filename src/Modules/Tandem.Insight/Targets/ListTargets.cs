using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Targets;

/// <summary>A product's targets, the next to end first; one of them with how it stands.</summary>
internal sealed class ListTargets(InsightDbContext rows, IForecasts forecasts, IProducts products, ActorScope actor) : ITargets
{
    /// <param name="Segment">As <c>StockCode:22423</c>; null for the whole metric.</param>
    /// <param name="Value">Major units where the metric is money.</param>
    internal sealed record Item(TargetId Id, MetricId MetricId, string? Segment, decimal Value, Measure Measure, Wanted Wanted, Interval Interval, DateOnly From, DateOnly To, AccountId? OwnerId, long Version)
    {
        /// <summary>Only in the answer for one target.</summary>
        public TargetStanding? Standing { get; init; }
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products/{productId}/targets", async (ProductId productId, ListTargets list, CancellationToken cancel) =>
            new Page<Item>([.. (await list.AllAsync(productId, cancel)).Select(Of)])).WithTags("Targets").WithName("listTargets").ProducesProblem(404);
        app.MapGet("/api/products/{productId}/targets/{targetId}", async (ProductId productId, TargetId targetId, ListTargets list, HttpResponse response, CancellationToken cancel) =>
        {
            var target = await list.FindAsync(productId, targetId, cancel);
            ETags.Set(response, target.Version);
            return Of(target) with { Standing = await list.StandingAsync(target, cancel) };
        }).WithTags("Targets").WithName("getTarget").ProducesProblem(404);
    }

    public static Item Of(Target t) => new(t.Id, t.Metric, t.Segment?.ToString(), t.Value, t.Measure, t.Wanted, t.Interval, t.From, t.To, t.Owner, t.Version);

    /// <exception cref="ProblemException">404: no such product.</exception>
    public async Task<List<Target>> AllAsync(ProductId product, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, product.Value);
        _ = await products.FindAsync(product, cancel) ?? throw ProblemException.NotFound();
        return await rows.Set<Target>().AsNoTracking().Where(t => t.Product == product).OrderBy(t => t.To).ThenBy(t => t.Id).ToListAsync(cancel);
    }

    public async Task<Target> FindAsync(ProductId product, TargetId id, CancellationToken cancel) =>
        (await AllAsync(product, cancel)).Find(t => t.Id == id) ?? throw ProblemException.NotFound();

    public Task<TargetStanding> StandingAsync(Target target, CancellationToken cancel) => forecasts.StandingAsync(target.Info, cancel);

    public async ValueTask<IReadOnlyList<TargetInfo>> ListAsync(ProductId product, CancellationToken cancel) =>
        [.. (await rows.Set<Target>().AsNoTracking().Where(t => t.Product == product).OrderBy(t => t.To).ThenBy(t => t.Id).ToListAsync(cancel)).Select(t => t.Info)];
}
