using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Automation.Closes;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Rules;

/// <summary>Judges the last complete period by a rule now, as the rule stands; opens nothing twice.</summary>
internal sealed class RunRule(ListRules rules, ProductClose close, IProducts products, ActorScope actor)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/products/{id}/rules/{ruleId}:run", async (ProductId id, RuleId ruleId, RunRule run, CancellationToken cancel) =>
        await run.RunAsync(id, ruleId, cancel)).WithTags("Rules").WithName("runRule");

    /// <exception cref="ProblemException">409 <c>rule_disabled</c>, or <c>no_complete_period</c> where the product has no data yet.</exception>
    public async Task<RunAnswer> RunAsync(ProductId id, RuleId ruleId, CancellationToken cancel)
    {
        var product = await products.FindAsync(id, cancel) ?? throw ProblemException.NotFound();
        var rule = await rules.FindAsync(id, ruleId, cancel);
        actor.Current.Require(Right.RunRules, id.Value, own: product.Owner is not null && product.Owner == actor.Current.Account);
        AsOf.RefuseWrites(actor);
        if (!rule.Enabled) throw new ProblemException(409, "rule_disabled");
        var ran = await close.RunNowAsync(rule, cancel) ?? throw new ProblemException(409, "no_complete_period");
        return new(ran.Through, ran.At, ran.Looked, ran.Watched, ran.Fired, ran.Held, ran.Milliseconds);
    }
}
