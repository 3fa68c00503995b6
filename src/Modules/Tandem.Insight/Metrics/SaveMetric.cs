using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Insight.Questions;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;
using Tandem.Metrics.Asking;

namespace Tandem.Insight.Metrics;

/// <summary>Makes, edits and removes metrics. An edit makes a new version; numbers are always those of the present definition.</summary>
internal sealed class SaveMetric(InsightDbContext rows, ActorScope actor, IProducts products, IPeople people, TimeProvider time)
{
    /// <param name="Definition">Series, formula and segments; see <see cref="MetricDefinition"/>.</param>
    internal sealed record Request(string? Key, string? Name, string? Note, string? Unit, string? Interval, AccountId? Owner, JsonElement? Definition);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/products/{productId}/metrics", async (ProductId productId, Request request, SaveMetric save, CancellationToken cancel) =>
        {
            var made = await save.AddAsync(productId, request, cancel);
            return Results.Created($"/api/products/{productId}/metrics/{made.Id}", made);
        }).WithTags("Metrics").WithName("createMetric").Produces<ListMetrics.Item>(201).ProducesProblem(400).ProducesProblem(403);
        app.MapPatch("/api/products/{productId}/metrics/{metricId}", async (ProductId productId, MetricId metricId, Request request, SaveMetric save, HttpContext http, CancellationToken cancel) =>
        {
            var changed = await save.ChangeAsync(productId, metricId, request, version => ETags.Require(http.Request, version), cancel);
            ETags.Set(http.Response, changed.Version);
            return changed;
        }).WithTags("Metrics").WithName("editMetric").Produces<ListMetrics.Item>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(412);
        app.MapDelete("/api/products/{productId}/metrics/{metricId}", async (ProductId productId, MetricId metricId, SaveMetric save, CancellationToken cancel) =>
        {
            await save.RemoveAsync(productId, metricId, cancel);
            return Results.NoContent();
        }).WithTags("Metrics").WithName("removeMetric").Produces(204).ProducesProblem(403).ProducesProblem(404);
    }

    public async Task<ListMetrics.Item> AddAsync(ProductId id, Request request, CancellationToken cancel)
    {
        var product = await WritableAsync(id, cancel);
        if (request.Owner is { } owner) await people.RequireActiveAsync(owner, "owner", "bad_value", cancel);
        var metric = new Metric
        {
            Workspace = product.Workspace,
            Product = id,
            Key = MetricFields.Key(request.Key),
            Names = LocalText.Of(MetricFields.Name(request.Name)),
            Notes = request.Note is null ? "{}" : LocalText.Of(MetricFields.Note(request.Note)),
            Unit = MetricFields.Unit(request.Unit),
            Interval = MetricFields.Interval(request.Interval ?? "month"),
            Definition = MetricFields.Definition(request.Definition),
            Owner = request.Owner ?? actor.Current.Account,
            ChangedAt = time.GetUtcNow().UtcDateTime,
        };
        await rows.WriteAsync(async () =>
        {
            if (await rows.Set<Metric>().AnyAsync(m => m.Product == id && m.Key == metric.Key, cancel)) throw ProblemException.Invalid("key", "metric_key_taken", metric.Key);
            metric.Order = 10 + await rows.Set<Metric>().Where(m => m.Product == id).MaxAsync(m => (int?)m.Order, cancel) ?? 10;
            rows.Add(metric);
        }, cancel);
        return ListMetrics.Of(metric, product);
    }

    public async Task<ListMetrics.Item> ChangeAsync(ProductId id, MetricId metricId, Request request, Action<long> match, CancellationToken cancel)
    {
        var product = await WritableAsync(id, cancel);
        return await rows.WriteAsync(async () =>
        {
            var metric = await FindAsync(id, metricId, cancel);
            match(metric.Version);
            if (request.Name is not null) metric.Names = LocalText.With(metric.Names, MetricFields.Name(request.Name));
            if (request.Note is not null) metric.Notes = LocalText.With(metric.Notes, MetricFields.Note(request.Note));
            if (request.Unit is not null) metric.Unit = MetricFields.Unit(request.Unit);
            if (request.Interval is not null) metric.Interval = MetricFields.Interval(request.Interval);
            if (request.Definition is not null) metric.Definition = MetricFields.Definition(request.Definition);
            if (request.Owner is { } owner && owner != metric.Owner) metric.Owner = await people.RequireActiveAsync(owner, "owner", "bad_value", cancel);
            metric.Version++;
            metric.ChangedAt = time.GetUtcNow().UtcDateTime;
            return ListMetrics.Of(metric, product);
        }, cancel);
    }

    public async Task RemoveAsync(ProductId id, MetricId metricId, CancellationToken cancel)
    {
        await WritableAsync(id, cancel);
        await rows.WriteAsync(async () => { rows.Remove(await FindAsync(id, metricId, cancel)); }, cancel);
    }

    private async Task<Metric> FindAsync(ProductId id, MetricId metricId, CancellationToken cancel) =>
        await rows.Set<Metric>().FirstOrDefaultAsync(m => m.Product == id && m.Id == metricId, cancel) ?? throw ProblemException.NotFound();

    private async Task<ProductInfo> WritableAsync(ProductId id, CancellationToken cancel)
    {
        var product = await products.FindAsync(id, cancel) ?? throw ProblemException.NotFound();
        actor.Current.Require(Right.RunProduct, id.Value, own: product.Owner is not null && product.Owner == actor.Current.Account);
        return product;
    }
}

/// <summary>What a metric's fields may hold; each throws a problem naming its field.</summary>
internal static class MetricFields
{
    private static readonly string[] Units = ["money", "count", "ratio", "share"], Intervals = ["day", "week", "month"];

    public static string Key(string? key) => key is { Length: > 0 and <= 60 } && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        ? key : throw ProblemException.Invalid("key", "bad_value", "key", Cut(key));

    public static string Name(string? name) => name?.Trim() is { Length: > 0 and <= 200 } text ? text
        : throw ProblemException.Invalid("name", string.IsNullOrWhiteSpace(name) ? "required" : "too_long", "name", 200);

    public static string Note(string note) => note.Length <= 2000 ? note : throw ProblemException.Invalid("note", "too_long", "note", 2000);

    public static string Unit(string? unit) => Units.Contains(unit) ? unit! : throw ProblemException.Invalid("unit", "bad_value", "unit", Cut(unit));

    public static string Interval(string interval) => Intervals.Contains(interval) ? interval : throw ProblemException.Invalid("interval", "bad_value", "interval", Cut(interval));

    public static string Definition(JsonElement? definition)
    {
        if (definition is not { } json) throw ProblemException.Invalid("definition", "required", "definition");
        try { return MetricDefinition.Read(json, "definition").Json; }
        catch (QuestionException wrong) { throw AskQuestion.Problem(wrong); }
    }

    private static string Cut(string? text) => text is null ? "null" : text.Length > 60 ? text[..60] : text;
}
