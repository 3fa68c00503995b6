using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Rules;

/// <summary>Makes, changes and removes rules.</summary>
internal sealed class WriteRule(AutomationDbContext db, RuleCheck check, IProducts products, IProductClocks clocks, ActorScope actor)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/products/{id}/rules", async (ProductId id, JsonObject body, WriteRule write, ListRules list, CancellationToken cancel) =>
        {
            var made = await write.MakeAsync(id, body, cancel);
            return Results.Created($"/api/products/{id}/rules/{made.Id}", await list.OfAsync(made, cancel));
        }).Accepts<RuleFields>("application/json").Produces<RuleAnswer>(201).WithTags("Rules").WithName("createRule");
        app.MapPatch("/api/products/{id}/rules/{ruleId}", async (ProductId id, RuleId ruleId, JsonObject body, WriteRule write, ListRules list, HttpContext http, CancellationToken cancel) =>
        {
            var rule = await write.ChangeAsync(id, ruleId, body, version => ETags.Require(http.Request, version), cancel);
            ETags.Set(http.Response, rule.Version);
            return await list.OfAsync(rule, cancel);
        }).Accepts<RuleFields>("application/json").WithTags("Rules").WithName("changeRule");
        app.MapDelete("/api/products/{id}/rules/{ruleId}", async (ProductId id, RuleId ruleId, WriteRule write, CancellationToken cancel) =>
        {
            await write.RemoveAsync(id, ruleId, cancel);
            return Results.NoContent();
        }).WithTags("Rules").WithName("removeRule");
    }

    public async Task<Rule> MakeAsync(ProductId product, JsonObject body, CancellationToken cancel)
    {
        await RequireAsync(product, cancel);
        var fields = new RuleFields().With(body);
        var rule = new Rule
        {
            Workspace = actor.Current.Workspace, Product = product, MadeAt = (await clocks.GetAsync(product, cancel)).UtcNow,
            Kind = fields.Kind ?? throw ProblemException.Invalid("kind", "required", "kind"),
        };
        await check.ApplyAsync(rule, fields, cancel);
        await db.WriteAsync(() => { db.Add(rule); return Task.CompletedTask; }, cancel);
        return rule;
    }

    public async Task<Rule> ChangeAsync(ProductId product, RuleId id, JsonObject patch, Action<long> match, CancellationToken cancel)
    {
        await RequireAsync(product, cancel);
        return await db.WriteAsync(async () =>
        {
            var rule = await db.Rules.FirstOrDefaultAsync(r => r.Id == id && r.Product == product && r.DeletedAt == null, cancel) ?? throw ProblemException.NotFound();
            match(rule.Version);
            var fields = RuleFields.Of(rule).With(patch);
            if (fields.Kind != rule.Kind) throw ProblemException.Invalid("kind", "rule_kind_fixed");
            await check.ApplyAsync(rule, fields, cancel);
            if (db.ChangeTracker.HasChanges()) rule.Version++;
            return rule;
        }, cancel);
    }

    /// <summary>Stops a rule for good; its signals keep their evidence and get their outcomes.</summary>
    public async Task RemoveAsync(ProductId product, RuleId id, CancellationToken cancel)
    {
        await RequireAsync(product, cancel);
        var now = (await clocks.GetAsync(product, cancel)).UtcNow;
        await db.WriteAsync(async () =>
        {
            var rule = await db.Rules.FirstOrDefaultAsync(r => r.Id == id && r.Product == product && r.DeletedAt == null, cancel) ?? throw ProblemException.NotFound();
            rule.DeletedAt = now;
        }, cancel);
    }

    private async Task RequireAsync(ProductId id, CancellationToken cancel)
    {
        var product = await products.FindAsync(id, cancel) ?? throw ProblemException.NotFound();
        actor.Current.Require(Right.RunRules, id.Value, own: product.Owner is not null && product.Owner == actor.Current.Account);
    }
}
