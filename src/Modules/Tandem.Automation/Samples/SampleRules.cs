using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Closes;
using Tandem.Automation.Rules;
using Tandem.Contracts.Access;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Samples;
using Tandem.Forecasting.Rules;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;

namespace Tandem.Automation.Samples;

/// <summary>The sample's rules: slow sellers among the stock codes open promotion plans; weekly buyers under their band ask first.</summary>
internal sealed class SampleRules(AutomationDbContext db, WriteRule write, ISeries series, Words words) : ISampleStep
{
    private const int Cap = 2;
    private const string ItemKey = "StockCode";

    public int Order => 40;

    public string Name => "sample.rules";

    public async Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        if (await db.Rules.AnyAsync(r => r.Product == context.Product, cancel)) return;
        var metrics = await series.MetricsAsync(context.Product, cancel);
        var items = metrics.Where(m => m.Segments.Contains(ItemKey)).ToList();
        var units = items.First(m => m.Key == "units");
        var revenue = items.First(m => m.Key == "revenue");
        var buyers = metrics.First(m => m.Key == "active_customers_week");
        await MakeAsync(context, "slow", new RuleFields
        {
            Kind = RuleKind.SlowSeller, MetricId = units.Id, ValueMetricId = revenue.Id, SegmentKey = ItemKey,
            Cap = Cap, OwnerRole = Role.OperationsLead, DueDays = 20, EffortDays = 10,
        }, cancel);
        await MakeAsync(context, "band", new RuleFields
        {
            Kind = RuleKind.Band, MetricId = buyers.Id, Direction = Direction.Down, Minimum = 30, Action = RuleAction.Ask, Cap = Cap, OwnerRole = Role.OperationsLead, DueDays = 10, EffortDays = 3,
        }, cancel);
    }

    private Task MakeAsync(SampleContext context, string rule, RuleFields fields, CancellationToken cancel)
    {
        string Word(string part) => words.In(context.Language, $"sample.rule.{rule}.{part}");
        var named = fields with { Name = Word("name"), Title = Word("title"), Description = Word("description"), Checklist = Word("checklist").Split('\n'), ProjectId = context.Project };
        return write.MakeAsync(context.Product, JsonSerializer.SerializeToNode(named, TandemJson.Options)!.AsObject(), cancel);
    }
}

/// <summary>One past week of the sample: what the loop does at its close.</summary>
internal sealed class SampleLoopWeek(ProductClose close) : ISampleWeek
{
    public int Order => 10;

    public Task RunAsync(SampleContext context, DateTime utc, CancellationToken cancel) => close.RunDueAsync(context.Product, cancel);
}
