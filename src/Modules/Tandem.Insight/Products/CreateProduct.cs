using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Products;

/// <summary>Makes a product and its first write key.</summary>
internal sealed class CreateProduct(InsightDbContext rows, ActorScope actor, KeyRing keys, FirstContact first, TimeProvider time)
{
    /// <param name="Name">1–200 characters, need not be unique.</param>
    /// <param name="TimeZone">IANA id; it cuts the days of every number of the product.</param>
    /// <param name="Currency">ISO 4217 code, as GBP.</param>
    internal sealed record Request(string? Name, string? TimeZone, string? Currency);

    internal sealed record Answer(ProductId Id, string WriteKey);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/products", async (Request request, CreateProduct create, CancellationToken cancel) =>
    {
        var made = await create.RunAsync(request, cancel);
        return Results.Created($"/api/products/{made.Id}", made);
    }).Produces<Answer>(201).WithTags("Products").WithName("createProduct");

    public async Task<Answer> RunAsync(Request request, CancellationToken cancel)
    {
        actor.Current.Require(Right.CreateProduct);
        var product = new Product
        {
            Workspace = actor.Current.Workspace,
            Name = ProductFields.Name(request.Name),
            Zone = ProductFields.Zone(request.TimeZone),
            Currency = ProductFields.Currency(request.Currency),
            Owner = actor.Current.Account,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        var key = new WriteKey { Workspace = product.Workspace, Product = product.Id, Key = WriteKey.NewKey(), CreatedAt = product.CreatedAt };
        await rows.WriteAsync(() =>
        {
            rows.Add(product);
            rows.Add(key);
            return Task.CompletedTask;
        }, cancel);
        keys.Add(key.Key, product.Id);
        first.Await(product);
        return new Answer(product.Id, key.Key);
    }
}

/// <summary>What a product's fields may hold; each throws a problem naming its field.</summary>
internal static class ProductFields
{
    private const int LongestName = 200;

    public static string Name(string? name)
    {
        var text = name?.Trim();
        if (string.IsNullOrEmpty(text)) throw ProblemException.Invalid("name", "required", "name");
        return text.Length <= LongestName ? text : throw ProblemException.Invalid("name", "too_long", "name", LongestName);
    }

    public static string Zone(string? zone)
    {
        if (string.IsNullOrWhiteSpace(zone)) throw ProblemException.Invalid("timeZone", "required", "timeZone");
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)?.Id ?? throw ProblemException.Invalid("timeZone", "bad_zone", zone.Length > 60 ? zone[..60] : zone);
    }

    public static string? Currency(string? currency)
    {
        if (string.IsNullOrEmpty(currency)) return null;
        return currency is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? currency : throw ProblemException.Invalid("currency", "bad_value", "currency", currency.Length > 20 ? currency[..20] : currency);
    }
}
