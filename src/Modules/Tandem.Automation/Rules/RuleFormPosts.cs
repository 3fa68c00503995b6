using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Automation.Backtests;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;

namespace Tandem.Automation.Rules;

/// <summary>The rule page's buttons: run now, back-test, remove. A refusal goes back to the page with its code.</summary>
internal static class RuleFormPosts
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/products/{productId}/rules/{ruleId}/run", (ProductId productId, RuleId ruleId, RunRule run, CancellationToken cancel) =>
            BackAsync(productId, ruleId, async () => { await run.RunAsync(productId, ruleId, cancel); return ""; })).ExcludeFromDescription();
        app.MapPost("/products/{productId}/rules/{ruleId}/backtest", (ProductId productId, RuleId ruleId, ListRules rules, ActorScope actor, JobQueue jobs, IProducts products, CancellationToken cancel) =>
            BackAsync(productId, ruleId, async () => $"?job={await BacktestRule.BeginAsync(productId, ruleId, rules, actor, jobs, products, cancel)}")).ExcludeFromDescription();
        app.MapPost("/products/{productId}/rules/{ruleId}/remove", async (ProductId productId, RuleId ruleId, WriteRule write, CancellationToken cancel) =>
        {
            await write.RemoveAsync(productId, ruleId, cancel);
            return Results.LocalRedirect($"/products/{productId}/rules");
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> BackAsync(ProductId product, RuleId rule, Func<Task<string>> work)
    {
        var query = "";
        try
        {
            query = await work();
        }
        catch (ProblemException refused) when (refused.Status is 400 or 409 or 412)
        {
            query = $"?problem={refused.Code}";
        }
        return Results.LocalRedirect($"/products/{product}/rules/{rule}{query}");
    }
}
