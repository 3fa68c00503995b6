using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Samples;
using Tandem.Insight.Questions;
using Tandem.Insight.Targets;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Metrics;

/// <summary>The sample's metrics, targets and saved questions, which are data (<c>samples/online-retail/metrics.json</c>), owned by its operations lead.</summary>
internal sealed class SampleMetrics(InsightDbContext rows, ActorScope actor, TimeProvider time) : ISampleStep
{
    private sealed record MetricFile(string Key, string Unit, string Interval, JsonObject Names, JsonObject Notes, JsonElement Definition);

    private sealed record QuestionFile(string Kind, JsonObject Names, string Query);

    private sealed record TargetFile(string Metric, decimal Value, Measure Measure, Wanted Wanted, Interval Interval, DateOnly From, DateOnly To);

    private sealed record File(MetricFile[] Metrics, QuestionFile[] Questions, TargetFile[] Targets);

    /// <summary>After the product is made, before its events: metrics need none.</summary>
    public int Order => 20;

    public string Name => "sample.metrics";

    public async Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        if (await rows.Set<Metric>().AnyAsync(m => m.Product == context.Product, cancel)) return;
        await using var stream = System.IO.File.OpenRead(Path.Combine(context.Folder, "online-retail", "metrics.json"));
        var file = (await JsonSerializer.DeserializeAsync<File>(stream, TandemJson.Options, cancel))!;
        await rows.WriteAsync(() =>
        {
            var metrics = file.Metrics.Select((metric, at) => Of(metric, context, (at + 1) * 10)).ToList();
            rows.AddRange(metrics);
            rows.AddRange(file.Targets.Select(target => Of(target, metrics.Single(m => m.Key == target.Metric), context)));
            rows.AddRange(file.Questions.Select(question => Of(question, context)));
            return Task.CompletedTask;
        }, cancel);
    }

    private Metric Of(MetricFile file, SampleContext context, int order) => new()
    {
        Workspace = actor.Current.Workspace,
        Product = context.Product,
        Key = MetricFields.Key(file.Key),
        Names = file.Names.ToJsonString(QuestionJson.Options),
        Notes = file.Notes.ToJsonString(QuestionJson.Options),
        Unit = MetricFields.Unit(file.Unit),
        Interval = MetricFields.Interval(file.Interval),
        Definition = MetricFields.Definition(file.Definition),
        Owner = context.OperationsLead,
        Order = order,
        ChangedAt = time.GetUtcNow().UtcDateTime,
    };

    private Target Of(TargetFile file, Metric metric, SampleContext context) => new()
    {
        Workspace = actor.Current.Workspace, Product = context.Product, Metric = metric.Id, Owner = context.OperationsLead,
        Value = file.Value, Measure = file.Measure, Wanted = file.Wanted, Interval = file.Interval, From = file.From, To = file.To,
    };

    private SavedQuestion Of(QuestionFile file, SampleContext context) => new()
    {
        Workspace = actor.Current.Workspace,
        Product = context.Product,
        Kind = file.Kind,
        Names = file.Names.ToJsonString(QuestionJson.Options),
        Query = file.Query,
        Owner = context.OperationsLead,
        CreatedAt = time.GetUtcNow().UtcDateTime,
    };
}
