using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Runs;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Rules;

/// <summary>The newest evaluation of a rule in brief.</summary>
internal sealed record RunAnswer(DateOnly Through, DateTime At, int Looked, int Watched, int Fired, int Held, int Milliseconds);

/// <summary>A rule as the API shows it.</summary>
internal sealed record RuleAnswer : RuleFields
{
    public RuleAnswer(Rule rule, RunAnswer? last) : base(Of(rule)) => (Id, ProductId, Version, LastRun) = (rule.Id, rule.Product, rule.Version, last);

    public RuleId Id { get; }
    public ProductId ProductId { get; }
    public long Version { get; }
    public RunAnswer? LastRun { get; }
}

/// <summary>Reads rules.</summary>
internal sealed class ListRules(AutomationDbContext db, IProducts products, IProductClocks clocks)
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products/{id}/rules", async (ProductId id, string? cursor, ListRules list, CancellationToken cancel) =>
        {
            var rules = await list.AllAsync(id, cancel);
            var from = string.IsNullOrEmpty(cursor) ? 0 : rules.FindIndex(r => r.Id.ToString() == cursor) + 1;
            var page = new List<RuleAnswer>();
            foreach (var rule in rules.Skip(from).Take(PageSize + 1)) page.Add(await list.OfAsync(rule, cancel));
            return Page<RuleAnswer>.Of(page, PageSize, r => r.Id.ToString());
        }).WithTags("Rules").WithName("listRules");
        app.MapGet("/api/products/{id}/rules/{ruleId}", async (ProductId id, RuleId ruleId, ListRules list, HttpContext http, CancellationToken cancel) =>
        {
            var rule = await list.FindAsync(id, ruleId, cancel);
            ETags.Set(http.Response, rule.Version);
            return await list.OfAsync(rule, cancel);
        }).WithTags("Rules").WithName("getRule");
        app.MapGet("/api/products/{id}/rules/{ruleId}/runs/latest", async (ProductId id, RuleId ruleId, ListRules list, CancellationToken cancel) =>
        {
            var run = await list.LatestRunAsync(await list.FindAsync(id, ruleId, cancel), cancel) ?? throw ProblemException.NotFound();
            return new Page<RunItem>([.. run.Items.OrderByDescending(i => i.L ?? 0)]);
        }).WithTags("Rules").WithName("getLatestRun");
    }

    public async Task<List<Rule>> AllAsync(ProductId product, CancellationToken cancel)
    {
        _ = await products.FindAsync(product, cancel) ?? throw ProblemException.NotFound();
        return await db.Rules.AsNoTracking().Where(r => r.Product == product && r.DeletedAt == null).OrderBy(r => r.Id).ToListAsync(cancel);
    }

    public async Task<Rule> FindAsync(ProductId product, RuleId id, CancellationToken cancel) =>
        await db.Rules.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.Product == product && r.DeletedAt == null, cancel) ?? throw ProblemException.NotFound();

    /// <summary>The newest evaluation at or before the product's clock.</summary>
    public async Task<RuleRun?> LatestRunAsync(Rule rule, CancellationToken cancel)
    {
        var now = (await clocks.GetAsync(rule.Product, cancel)).UtcNow;
        return await db.Runs.AsNoTracking().Where(r => r.Rule == rule.Id && r.At <= now).OrderByDescending(r => r.Through).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The evaluation before one.</summary>
    public Task<RuleRun?> RunBeforeAsync(RuleRun run, CancellationToken cancel) =>
        db.Runs.AsNoTracking().Where(r => r.Rule == run.Rule && r.Through < run.Through).OrderByDescending(r => r.Through).FirstOrDefaultAsync(cancel);

    public async Task<string?> CurrencyAsync(Rule rule, CancellationToken cancel) => (await products.FindAsync(rule.Product, cancel))?.Currency;

    public async Task<RuleAnswer> OfAsync(Rule rule, CancellationToken cancel) => new(rule,
        await LatestRunAsync(rule, cancel) is { } run ? new(run.Through, run.At, run.Looked, run.Watched, run.Fired, run.Held, run.Milliseconds) : null);
}
