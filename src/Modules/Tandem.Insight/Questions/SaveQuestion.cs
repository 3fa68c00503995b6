using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Insight.Metrics;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Questions;

/// <summary>
/// Saves the question that a page's address asks, under a name (the form under "Definition"). Not at the address of the page itself, which would answer a POST too.
/// </summary>
internal static class SaveQuestion
{
    private const int LongestQuery = 4000;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/products/{productId}/questions/{kind}", HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        ProductId productId, string kind, [FromForm] string? name, [FromForm] string? query, IProducts products, InsightDbContext rows, ActorScope actor, TimeProvider time, CancellationToken cancel)
    {
        var product = await products.FindAsync(productId, cancel) ?? throw ProblemException.NotFound();
        actor.Current.Require(Right.RunRules, productId.Value);
        if (!QuestionKinds.Pages.Contains(kind)) throw ProblemException.NotFound();
        if (query is not { Length: > 0 and <= LongestQuery }) throw ProblemException.Invalid("query", "too_long", "query", LongestQuery);
        var saved = new SavedQuestion
        {
            Workspace = product.Workspace,
            Product = productId,
            Kind = kind,
            Names = LocalText.Of(MetricFields.Name(name)),
            Query = query,
            Owner = actor.Current.Account,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        rows.Add(saved);
        await rows.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"/products/{productId}/insights/{kind}?{query}");
    }
}
