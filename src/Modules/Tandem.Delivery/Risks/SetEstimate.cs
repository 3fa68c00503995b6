using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;
using Tandem.Scheduling;

namespace Tandem.Delivery.Risks;

/// <summary>Says how uncertain an item's duration is, or that it is certain.</summary>
internal sealed class SetEstimate(DeliveryDbContext db, PlanStore plans, ActorScope actor)
{
    /// <param name="Kind">pert, triangular, three_point, lognormal, uniform or discrete.</param>
    /// <param name="Low">Working minutes, as are the others.</param>
    internal sealed record Request(string? Kind, double? Low, double? Likely, double? High);

    internal sealed record Answer(WorkItemId Item, string Kind, double Low, double Likely, double High);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/items/{itemId}/estimate";
        app.MapPut(path, async (ProjectId projectId, WorkItemId itemId, Request request, SetEstimate set, CancellationToken cancel) => Of(await set.RunAsync(projectId, itemId, request, cancel))).WithTags("Risks");
        app.MapDelete(path, async (ProjectId projectId, WorkItemId itemId, SetEstimate set, CancellationToken cancel) =>
        {
            await set.RemoveAsync(projectId, itemId, cancel);
            return TypedResults.NoContent();
        }).WithTags("Risks");
        app.MapGet("/api/projects/{projectId}/estimates", async (ProjectId projectId, SetEstimate set, CancellationToken cancel) => new Page<Answer>([.. (await set.ListAsync(projectId, cancel)).Select(Of)])).WithTags("Risks");
    }

    public async Task<List<Estimate>> ListAsync(ProjectId projectId, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, projectId.Value);
        await plans.ProjectAsync(projectId, cancel);
        return await db.Estimates.AsNoTracking().Where(row => row.Project == projectId).ToListAsync(cancel);
    }

    public Task<Estimate> RunAsync(ProjectId projectId, WorkItemId itemId, Request request, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await AllowedAsync(projectId, itemId, cancel);
        var kind = request.Kind ?? "pert";
        if (!Estimate.Kinds.Contains(kind)) throw ProblemException.Invalid("kind", "bad_value", "kind", kind);
        var (low, high) = (Minutes(request.Low, "low"), Minutes(request.High, "high"));
        var likely = kind is "uniform" or "lognormal" && request.Likely is null ? (low + high) / 2 : Minutes(request.Likely, "likely");
        if (low > likely || likely > high) throw ProblemException.Invalid("likely", "not_in_order", "likely");
        var row = await db.Estimates.FirstOrDefaultAsync(estimate => estimate.Item == itemId, cancel);
        if (row is null) db.Add(row = new Estimate { Item = itemId, Workspace = db.CurrentWorkspace, Project = projectId });
        (row.Kind, row.Low, row.Likely, row.High) = (kind, low, likely, high);
        return row;
    }, cancel);

    public Task RemoveAsync(ProjectId projectId, WorkItemId itemId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await AllowedAsync(projectId, itemId, cancel);
        if (await db.Estimates.FirstOrDefaultAsync(estimate => estimate.Item == itemId, cancel) is { } row) db.Remove(row);
    }, cancel);

    /// <summary>Only work has a duration of its own.</summary>
    private async Task AllowedAsync(ProjectId projectId, WorkItemId itemId, CancellationToken cancel)
    {
        _ = actor.RequireRun(await plans.ProjectAsync(projectId, cancel));
        var plan = await plans.LoadAsync(projectId, cancel);
        var row = plan.Outline.Find(itemId) ?? throw ProblemException.NotFound();
        if (plan.TypeOf(row) != ActivityType.Activity) throw ProblemException.Invalid("item", "no_duration", "item");
    }

    private static double Minutes(double? value, string field)
    {
        const double fiftyYears = 50.0 * 366 * 1440;
        return value is null ? throw ProblemException.Invalid(field, "required", field) : value is >= 0 and <= fiftyYears ? value.Value : throw ProblemException.Invalid(field, "bad_value", field, value);
    }

    private static Answer Of(Estimate row) => new(row.Item, row.Kind, row.Low, row.Likely, row.High);
}
