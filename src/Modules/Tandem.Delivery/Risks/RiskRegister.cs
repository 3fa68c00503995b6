using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Risks;

/// <summary>The risk register of a project: add, change, list. Risks are closed, not removed.</summary>
internal sealed class RiskRegister(DeliveryDbContext db, PlanStore plans, IPeople people, ActorScope actor, TimeProvider time)
{
    private const double MostMoney = 1e12;

    /// <param name="Name">What may happen.</param>
    /// <param name="Probability">0–1.</param>
    /// <param name="Impacts">On which items; delays in working minutes, money in major units.</param>
    internal sealed record Request(string? Name, double? Probability, string? Description, string? State, string? Response, string? Plan, AccountId? Owner, IReadOnlyList<RiskImpactRow>? Impacts);

    internal sealed record Answer(Guid Id, string Code, string Name, string? Description, double Probability, string State, string Response, string? Plan, AccountId? Owner, IReadOnlyList<RiskImpactRow> Impacts, long Version);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/risks";
        app.MapGet(path, async (ProjectId projectId, RiskRegister register, CancellationToken cancel) => new Page<Answer>([.. (await register.ListAsync(projectId, cancel)).Select(Of)])).WithTags("Risks");
        app.MapPost(path, async (ProjectId projectId, Request request, RiskRegister register, CancellationToken cancel) =>
        {
            var made = await register.AddAsync(projectId, request, cancel);
            return TypedResults.Created($"/api/projects/{projectId}/risks/{made.Id}", Of(made));
        }).WithTags("Risks");
        app.MapPatch(path + "/{riskId}", async (ProjectId projectId, string riskId, Request request, HttpRequest http, HttpResponse response, RiskRegister register, CancellationToken cancel) =>
        {
            var changed = await register.ChangeAsync(projectId, riskId, request, row => ETags.Require(http, row.Version), cancel);
            ETags.Set(response, changed.Version);
            return Of(changed);
        }).WithTags("Risks");
    }

    public async Task<List<Risk>> ListAsync(ProjectId projectId, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, projectId.Value);
        await plans.ProjectAsync(projectId, cancel);
        return await db.Risks.AsNoTracking().Where(row => row.Project == projectId).OrderBy(row => row.Number).ToListAsync(cancel);
    }

    public Task<Risk> AddAsync(ProjectId projectId, Request request, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var plan = await AllowedAsync(projectId, cancel);
        var risk = new Risk
        {
            Id = Guid.CreateVersion7(), Workspace = db.CurrentWorkspace, Project = projectId, MadeAt = time.GetUtcNow().UtcDateTime, Owner = actor.Current.Account,
            Number = (await db.Risks.Where(row => row.Project == projectId).MaxAsync(row => (int?)row.Number, cancel) ?? 0) + 1, Name = Fields.Name(request.Name),
        };
        if (request.Probability is null) throw ProblemException.Invalid("probability", "required", "probability");
        await ApplyAsync(risk, request, plan, cancel);
        db.Add(risk);
        return risk;
    }, cancel);

    public Task<Risk> ChangeAsync(ProjectId projectId, string riskId, Request request, Action<Risk> hold, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var plan = await AllowedAsync(projectId, cancel);
        var id = Guid.TryParse(riskId, out var read) ? read : Guid.Empty;
        var risk = await db.Risks.FirstOrDefaultAsync(row => row.Id == id && row.Project == projectId, cancel) ?? throw ProblemException.NotFound();
        hold(risk);
        if (request.Name is not null) risk.Name = Fields.Name(request.Name);
        await ApplyAsync(risk, request, plan, cancel);
        risk.Version++;
        return risk;
    }, cancel);

    private async Task<PlanSnapshot> AllowedAsync(ProjectId projectId, CancellationToken cancel)
    {
        _ = actor.RequireRun(await plans.ProjectAsync(projectId, cancel));
        return await plans.LoadAsync(projectId, cancel);
    }

    private async Task ApplyAsync(Risk risk, Request request, PlanSnapshot plan, CancellationToken cancel)
    {
        if (request.Probability is { } probability) risk.Probability = probability is >= 0 and <= 1 ? probability : throw ProblemException.Invalid("probability", "bad_value", "probability", probability);
        if (request.Description is { } description) risk.Description = Text(description, "description");
        if (request.Plan is { } answer) risk.Plan = Text(answer, "plan");
        if (request.State is { } state) risk.State = RiskState.All.Contains(state) ? state : throw ProblemException.Invalid("state", "bad_value", "state", state);
        if (request.Response is { } response) risk.Response = RiskState.Responses.Contains(response) ? response : throw ProblemException.Invalid("response", "bad_value", "response", response);
        if (request.Owner is { } owner) risk.Owner = await people.FindAsync(owner, cancel) is null ? throw ProblemException.Invalid("owner", "unknown_person", "owner") : owner;
        if (request.Impacts is not { } impacts) return;
        foreach (var impact in impacts)
        {
            if (impact is null) throw ProblemException.Invalid("impacts", "required", "impacts");
            Check(impact.Delay, Fields.MostMinutes, "delay");
            Check(impact.Cost, MostMoney, "cost");
            if (plan.Outline.Find(impact.Item) is null) throw ProblemException.Invalid("impacts", "unknown_item", "impacts");
            if (impact is { Delay.InOrder: false } or { Cost.InOrder: false }) throw ProblemException.Invalid("impacts", "not_in_order", "impacts");
        }
        risk.Impacts = impacts;
    }

    private static void Check(ThreeValues? values, double most, string name)
    {
        if (values is null) return;
        foreach (var value in (ReadOnlySpan<double>)[values.Low, values.Likely, values.High])
            if (!(Math.Abs(value) <= most)) throw ProblemException.Invalid("impacts", "bad_value", name, value);
    }

    private static string? Text(string text, string field)
    {
        const int longest = 5_000;
        return text.Length > longest ? throw ProblemException.Invalid(field, "too_long", field, longest) : string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static Answer Of(Risk row) => new(row.Id, $"R-{row.Number}", row.Name, row.Description, row.Probability, row.State, row.Response, row.Plan, row.Owner, row.Impacts, row.Version);
}
