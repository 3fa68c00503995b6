using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The forms of the risk pages: days and percent as people type them.</summary>
internal static class RiskForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/projects/{projectId}/risks", SaveAsync).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/estimates", EstimateAsync).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/simulation", (ProjectId projectId, [FromForm] string? runs, [FromForm] string? seed, [FromForm] string? correlation, [FromForm] string? target, HttpContext http, GetSimulation simulation, Words words, CancellationToken cancel) =>
        {
            var href = $"/projects/{projectId}/simulation";
            return PageForms.DoAsync(http, words, () => href, async () => href += "?job=" + await simulation.StartAsync(projectId, new((int?)Number(runs, "runs"), (long?)Number(seed, "seed"), Number(correlation, "correlation"), Guid.TryParse(target, out var item) ? new WorkItemId(item) : null), cancel));
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> SaveAsync(ProjectId projectId, HttpContext http, ProjectReading reading, RiskRegister register, Words words, CancellationToken cancel) =>
        await PageForms.DoAsync(http, words, () => $"/projects/{projectId}/risks", async () =>
        {
            var form = await http.Request.ReadFormAsync(cancel);
            var view = await reading.GetAsync(projectId, cancel);
            var impacts = Impacts(form, view.Plan);
            var request = new RiskRegister.Request(form["name"], Number(form["probability"], "probability") / 100, null, form["state"], form["response"], form["plan"], null, impacts);
            if (form["risk"].ToString() is not { Length: > 0 } id) await register.AddAsync(projectId, request, cancel);
            else await register.ChangeAsync(projectId, id, request with { Impacts = impacts is null ? null : Others(await register.ListAsync(projectId, cancel), id, impacts) }, risk => Hold(risk, form["version"]), cancel);
        });

    private static async Task<IResult> EstimateAsync(ProjectId projectId, HttpContext http, ProjectReading reading, SetEstimate set, Words words, CancellationToken cancel) =>
        await PageForms.DoAsync(http, words, () => $"/projects/{projectId}/risks#estimates", async () =>
        {
            var form = await http.Request.ReadFormAsync(cancel);
            var item = Guid.TryParse(form["item"], out var id) ? new WorkItemId(id) : default;
            if (form["remove"] == "true")
            {
                await set.RemoveAsync(projectId, item, cancel);
                return;
            }
            var perDay = DayOf((await reading.GetAsync(projectId, cancel)).Plan, item);
            await set.RunAsync(projectId, item, new(form["kind"], Number(form["low"], "low") * perDay, Number(form["likely"], "likely") * perDay, Number(form["high"], "high") * perDay), cancel);
        });

    /// <summary>The form shows a risk's first impact; the others stay as they are.</summary>
    private static List<RiskImpactRow> Others(List<Risk> risks, string id, IReadOnlyList<RiskImpactRow> first) =>
        [.. first, .. risks.Where(risk => risk.Id.ToString() == id).SelectMany(risk => risk.Impacts.Skip(1))];

    private static void Hold(Risk risk, string? version)
    {
        if (risk.Version.ToString(CultureInfo.InvariantCulture) != version) throw new ProblemException(412, "changed_since");
    }

    private static List<RiskImpactRow>? Impacts(IFormCollection form, PlanSnapshot plan)
    {
        if (!Guid.TryParse(form["item"], out var id)) return null;
        var item = new WorkItemId(id);
        return [new RiskImpactRow(item, Three(form, "delay", DayOf(plan, item)), Three(form, "cost", 1))];
    }

    /// <summary>Minutes of an item's day: 24 hours where it runs round the clock.</summary>
    private static int DayOf(PlanSnapshot plan, WorkItemId item) => plan.Outline.Find(item) is { } row ? plan.Head.DayOf(plan.Outline.Items[row]) : plan.Head.MinutesPerDay;

    /// <summary>One value stands for all three.</summary>
    private static ThreeValues? Three(IFormCollection form, string field, double scale)
    {
        var likely = Number(form[field + "Likely"], field);
        var (low, high) = (Number(form[field + "Low"], field), Number(form[field + "High"], field));
        return (likely ?? low ?? high) is not { } middle ? null : new ThreeValues((low ?? middle) * scale, middle * scale, (high ?? middle) * scale);
    }

    private static double? Number(string? text, string field) => string.IsNullOrWhiteSpace(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && Math.Abs(value) < 1e12 ? value : throw ProblemException.Invalid(field, "bad_value", field, text);
}
