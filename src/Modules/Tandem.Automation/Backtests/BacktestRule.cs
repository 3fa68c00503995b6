using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Closes;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Backtests;

/// <summary>Runs a rule over the past periods without writing a signal: a job, whose result is kept and shown on the rule's page.</summary>
internal sealed class BacktestRule(AutomationDbContext db, SeriesReader reader, IProductClocks clocks) : IJobHandler
{
    internal sealed record Arguments(ProductId Product, RuleId Rule);

    internal sealed record Answer(string State, JobId Job);

    public string Kind => "automation.backtest";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/products/{id}/rules/{ruleId}:backtest", async (ProductId id, RuleId ruleId, ListRules rules, ActorScope actor, JobQueue jobs, IProducts products, CancellationToken cancel) =>
    {
        var job = await BeginAsync(id, ruleId, rules, actor, jobs, products, cancel);
        return Results.Accepted($"/api/jobs/{job}", new Answer("queued", job));
    }).Produces<Answer>(202).WithTags("Rules").WithName("backtestRule");

    public static async Task<JobId> BeginAsync(ProductId id, RuleId ruleId, ListRules rules, ActorScope actor, JobQueue jobs, IProducts products, CancellationToken cancel)
    {
        var product = await products.FindAsync(id, cancel) ?? throw ProblemException.NotFound();
        await rules.FindAsync(id, ruleId, cancel);
        actor.Current.Require(Right.RunRules, id.Value, own: product.Owner is not null && product.Owner == actor.Current.Account);
        AsOf.RefuseWrites(actor);
        return await jobs.AddAsync("automation.backtest", new Arguments(id, ruleId), cancel);
    }

    public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Arguments>(arguments, TandemJson.Options)!;
        var rule = await db.Rules.AsNoTracking().FirstOrDefaultAsync(r => r.Id == asked.Rule, cancel) ?? throw ProblemException.NotFound();
        var clock = await clocks.GetAsync(rule.Product, cancel);
        var series = await reader.ReadAsync(rule, Periods.LastComplete(clock.Today, rule.Interval), cancel) ?? throw new ProblemException(409, "no_complete_period");
        var result = RuleBacktest.Run(rule, series, progress, cancel);
        await db.WriteAsync(async () =>
        {
            var row = await db.Backtests.FirstOrDefaultAsync(b => b.Rule == rule.Id, cancel);
            if (row is null) db.Add(row = new Backtest { Rule = rule.Id, Workspace = rule.Workspace });
            (row.RuleVersion, row.At, row.ResultJson) = (rule.Version, clock.UtcNow, JsonSerializer.Serialize(result, TandemJson.Options));
        }, cancel);
        return result;
    }
}
