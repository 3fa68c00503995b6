using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Samples;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Wording;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Samples;

/// <summary>The sample's risks, estimates and invoices (samples/christmas-launch/risks.json), and one simulation of them.</summary>
internal sealed class SampleRisks(DeliveryDbContext db, PlanStore plans, SimulatePlan simulate, TimeProvider time, Words words) : ISampleStep
{
    private sealed record Texts(int Target, IReadOnlyList<RiskText> Risks, IReadOnlyList<EstimateText> Estimates, IReadOnlyList<CostText> Costs);

    private sealed record RiskText(Dictionary<string, string> Name, double Probability, int Uid, double[] Days, double[] Cost, string Response, Dictionary<string, string>? Plan);

    private sealed record EstimateText(int Uid, string Kind, double[] Days);

    private sealed record CostText(int Uid, DateOnly Date, string Amount, Dictionary<string, string> Note);

    public int Order => ISampleStep.AfterTheWeeks;

    public string Name => "sample.risks";

    public async Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        if (await db.Risks.AnyAsync(row => row.Project == context.Project, cancel)) return;
        await using var file = File.OpenRead(Path.Combine(context.Folder, "christmas-launch", "risks.json"));
        var texts = (await JsonSerializer.DeserializeAsync<Texts>(file, TandemJson.Options, cancel))!;
        var plan = await plans.LoadAsync(context.Project, cancel);
        await db.WriteAsync(() =>
        {
            db.AddRange(texts.Risks.Select((text, at) => RiskOf(context, plan, text, at + 1)));
            db.AddRange(texts.Estimates.Select(text => EstimateOf(context, plan, text)));
            db.AddRange(texts.Costs.Select(text => CostOf(context, plan, text)));
            return Task.CompletedTask;
        }, cancel);
        var settings = new SimulationSettings(10_000, 2011, 0.3, Item(plan, texts.Target).Id);
        await simulate.RunAsync(JsonSerializer.Serialize(new SimulatePlan.Arguments(context.Project, settings, words.In(context.Language, "sample.by")), TandemJson.Options), progress, cancel);
    }

    private Risk RiskOf(SampleContext context, PlanSnapshot plan, RiskText text, int number) => new()
    {
        Id = Guid.CreateVersion7(), Workspace = context.Workspace, Project = context.Project, Number = number, Name = text.Name[context.Language], Probability = text.Probability, Response = text.Response,
        Plan = text.Plan?[context.Language], Owner = context.ProjectManager, MadeAt = time.GetUtcNow().UtcDateTime, Impacts = [new RiskImpactRow(Item(plan, text.Uid).Id, Minutes(plan, text.Uid, text.Days), Three(text.Cost, 1))],
    };

    private static Estimate EstimateOf(SampleContext context, PlanSnapshot plan, EstimateText text)
    {
        var minutes = Minutes(plan, text.Uid, text.Days);
        return new Estimate { Item = Item(plan, text.Uid).Id, Workspace = context.Workspace, Project = context.Project, Kind = text.Kind, Low = minutes.Low, Likely = minutes.Likely, High = minutes.High };
    }

    private CostEntry CostOf(SampleContext context, PlanSnapshot plan, CostText text) => new()
    {
        Id = Guid.CreateVersion7(), Workspace = context.Workspace, Project = context.Project, Item = Item(plan, text.Uid).Id, Date = text.Date, Amount = decimal.Parse(text.Amount, CultureInfo.InvariantCulture),
        Note = text.Note[context.Language], Account = context.ProjectManager, EnteredBy = words.In(context.Language, "sample.by"), EnteredAt = time.GetUtcNow().UtcDateTime,
    };

    private static WorkItems.WorkItem Item(PlanSnapshot plan, int uid) => plan.Outline.Items.First(item => item.Uid == uid);

    private static ThreeValues Minutes(PlanSnapshot plan, int uid, double[] days) => Three(days, plan.Head.DayOf(Item(plan, uid)));

    private static ThreeValues Three(double[] values, double scale) => new(values[0] * scale, values[1] * scale, values[2] * scale);
}
