using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Insight.Metrics;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Targets;

/// <summary>Makes, changes and removes targets, and tells the rules that rest on them.</summary>
internal sealed class SaveTarget(InsightDbContext rows, ProductAccess access, MetricReader metrics, IPeople people)
{
    private const int LongestYears = 3, LongestSegment = 200;

    /// <summary>Those that a question may ask for.</summary>
    private const int FirstYear = 1900, LastYear = 2199;

    /// <summary>What is left out of a change stays; an empty segment is the whole metric.</summary>
    internal sealed record Request(
        MetricId? MetricId = null, string? Segment = null, decimal? Value = null, Measure? Measure = null, Wanted? Wanted = null, Interval? Interval = null, DateOnly? From = null, DateOnly? To = null, AccountId? OwnerId = null);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/products/{productId}/targets", async (ProductId productId, Request request, SaveTarget save, CancellationToken cancel) =>
        {
            var made = await save.AddAsync(productId, request, cancel);
            return Results.Created($"/api/products/{productId}/targets/{made.Id}", ListTargets.Of(made));
        }).WithTags("Targets").WithName("createTarget").Produces<ListTargets.Item>(201).ProducesProblem(400).ProducesProblem(403);
        app.MapPatch("/api/products/{productId}/targets/{targetId}", async (ProductId productId, TargetId targetId, Request request, SaveTarget save, HttpContext http, CancellationToken cancel) =>
        {
            var changed = await save.ChangeAsync(productId, targetId, request, version => ETags.Require(http.Request, version), cancel);
            ETags.Set(http.Response, changed.Version);
            return ListTargets.Of(changed);
        }).WithTags("Targets").WithName("editTarget").ProducesProblem(400).ProducesProblem(403).ProducesProblem(412);
        app.MapDelete("/api/products/{productId}/targets/{targetId}", async (ProductId productId, TargetId targetId, SaveTarget save, CancellationToken cancel) =>
        {
            await save.RemoveAsync(productId, targetId, cancel);
            return Results.NoContent();
        }).WithTags("Targets").WithName("removeTarget").Produces(204).ProducesProblem(403).ProducesProblem(404);
    }

    public async Task<Target> AddAsync(ProductId id, Request request, CancellationToken cancel)
    {
        var product = await access.FindAsync(id, Right.RunProduct, cancel);
        var target = new Target { Workspace = product.Workspace, Product = id, Owner = product.Owner };
        await ApplyAsync(target, request with { OwnerId = request.OwnerId ?? product.Owner }, cancel);
        await rows.WriteAsync(() => { rows.Add(target); return Task.CompletedTask; }, cancel);
        return target;
    }

    public async Task<Target> ChangeAsync(ProductId id, TargetId targetId, Request change, Action<long> match, CancellationToken cancel)
    {
        await access.FindAsync(id, Right.RunProduct, cancel);
        return await rows.WriteAsync(async () =>
        {
            var target = await FindAsync(id, targetId, cancel);
            match(target.Version);
            await ApplyAsync(target, new(change.MetricId ?? target.Metric, change.Segment ?? target.Segment?.ToString(), change.Value ?? target.Value, change.Measure ?? target.Measure, change.Wanted ?? target.Wanted,
                change.Interval ?? target.Interval, change.From ?? target.From, change.To ?? target.To, change.OwnerId ?? target.Owner), cancel);
            if (!rows.ChangeTracker.HasChanges()) return target;
            target.Version++;
            rows.Publish(new TargetChanged(target.Info));
            return target;
        }, cancel);
    }

    public async Task RemoveAsync(ProductId id, TargetId targetId, CancellationToken cancel)
    {
        await access.FindAsync(id, Right.RunProduct, cancel);
        await rows.WriteAsync(async () =>
        {
            rows.Remove(await FindAsync(id, targetId, cancel));
            rows.Publish(new TargetRemoved(id, targetId));
        }, cancel);
    }

    private async Task<Target> FindAsync(ProductId id, TargetId targetId, CancellationToken cancel) =>
        await rows.Set<Target>().FirstOrDefaultAsync(t => t.Product == id && t.Id == targetId, cancel) ?? throw ProblemException.NotFound();

    private async Task ApplyAsync(Target target, Request fields, CancellationToken cancel)
    {
        var metric = (await metrics.ListAsync(target.Product, cancel)).Find(m => m.Id == (fields.MetricId ?? throw Missing("metricId"))) ?? throw Invalid("metricId", fields.MetricId);
        target.Metric = metric.Id;
        (target.SegmentKey, target.SegmentValue) = SegmentOf(metric, fields.Segment);
        target.Value = fields.Value ?? throw Missing("value");
        if (Math.Abs(target.Value) > 1_000_000_000_000) throw Invalid("value", target.Value);
        (target.Measure, target.Wanted, target.Interval) = (fields.Measure ?? Measure.Sum, fields.Wanted ?? Wanted.AtLeast, fields.Interval ?? Interval.Month);
        (target.From, target.To) = (fields.From ?? throw Missing("from"), fields.To ?? throw Missing("to"));
        if (target.From.Year is < FirstYear or > LastYear) throw Invalid("from", target.From.ToString("O"));
        if (target.To.Year > LastYear) throw Invalid("to", target.To.ToString("O"));
        if (!IsStart(target.From, target.Interval)) throw ProblemException.Invalid("from", $"target_from_{target.Interval}");
        if (!IsStart(target.To.AddDays(1), target.Interval)) throw ProblemException.Invalid("to", $"target_to_{target.Interval}");
        if (target.To < target.From || target.To > target.From.AddYears(LongestYears)) throw Invalid("to", target.To.ToString("O"));
        if (fields.OwnerId is { } owner && owner != target.Owner) await people.RequireActiveAsync(owner, "ownerId", "bad_value", cancel);
        target.Owner = fields.OwnerId;
    }

    private static (string?, string?) SegmentOf(Metric metric, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, null);
        if (text.Length > LongestSegment) throw ProblemException.Invalid("segment", "too_long", "segment", LongestSegment);
        return text.Split(':', 2) is [var key, { Length: > 0 } value] && MetricDefinition.Of(metric).Segments.ContainsKey(key.Trim()) ? (key.Trim(), value.Trim()) : throw Invalid("segment", text);
    }

    /// <summary>Only whole periods count: a target begins with one and ends with one.</summary>
    private static bool IsStart(DateOnly date, Interval interval) => interval switch { Interval.Week => date.DayOfWeek == DayOfWeek.Monday, Interval.Month => date.Day == 1, _ => true };

    private static ProblemException Missing(string field) => ProblemException.Invalid(field, "required", field);

    private static ProblemException Invalid(string field, object? value) => ProblemException.Invalid(field, "bad_value", field, value);
}
