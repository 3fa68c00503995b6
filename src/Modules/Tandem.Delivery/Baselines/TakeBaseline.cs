using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Baselines;

/// <summary>Keeps the plan as it stands as a baseline. Baselines can be taken and read, never changed or removed.</summary>
internal sealed class TakeBaseline(DeliveryDbContext db, PlanStore plans, ActorScope actor, TimeProvider time)
{
    private const int Longest = 2_000;

    /// <summary>Microsoft Project keeps 0–10; those taken here count on where the file's end.</summary>
    private const int LastOfFile = 10;

    internal sealed record Request(string? Name, string? Reason);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/baselines";
        app.MapPost(path, async (ProjectId projectId, Request request, TakeBaseline take, CancellationToken cancel) =>
        {
            var made = await take.RunAsync(projectId, request, cancel);
            return TypedResults.Created($"/api/projects/{projectId}/baselines/{made.Number}", ProjectBaselines.Of(made));
        }).WithTags("Baselines");
        app.MapGet(path, async (ProjectId projectId, PlanStore plans, ProjectBaselines baselines, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            return new Page<BaselineInfo>(await baselines.ListAsync(await plans.LoadAsync(projectId, cancel), cancel));
        }).WithTags("Baselines");
        app.MapGet(path + "/{number}", async (ProjectId projectId, string number, PlanStore plans, ProjectBaselines baselines, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            var rows = int.TryParse(number, out var known) ? await baselines.ReadAsync(await plans.LoadAsync(projectId, cancel), known, cancel) : null;
            return new Page<BaselineRow>([.. (rows ?? throw ProblemException.NotFound()).Values]);
        }).WithTags("Baselines");
    }

    public Task<Baseline> RunAsync(ProjectId projectId, Request request, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var project = actor.RequireRun(await plans.ProjectAsync(projectId, cancel));
        var plan = await plans.LoadAsync(projectId, cancel);
        if (plan.Count == 0) throw new ProblemException(409, "empty_plan");
        if (string.IsNullOrWhiteSpace(request.Reason)) throw ProblemException.Invalid("reason", "required", "reason");
        if (request.Reason.Length > Longest) throw ProblemException.Invalid("reason", "too_long", "reason", Longest);
        var rows = Rows(plan);
        var last = Math.Max(plan.Outline.Items.SelectMany(item => item.Baselines).Select(row => row.Number).Append(LastOfFile).Max(), await db.Baselines.Where(row => row.Project == projectId).MaxAsync(row => (int?)row.Number, cancel) ?? 0);
        var baseline = new Baseline
        {
            Id = Guid.CreateVersion7(), Workspace = project.Workspace, Project = projectId, Number = last + 1, Name = Fields.Name(request.Name), Reason = request.Reason.Trim(),
            TakenAt = time.GetUtcNow().UtcDateTime, Account = actor.Current.Account, TakenBy = actor.Current.Name, PlanVersion = plan.Head.Version, Items = rows.Count, Rows = Baseline.Pack(rows),
        };
        db.Add(baseline);
        return baseline;
    }, cancel);

    private static List<BaselineRow> Rows(PlanSnapshot plan)
    {
        var costs = new PlanCosts(plan);
        var rows = new List<BaselineRow>(plan.Count);
        for (var row = 0; row < plan.Count; row++)
        {
            if (plan.Outline.HasChildren(row) || plan.Outline.Items[row].Inactive) continue;
            var (dates, cost) = (plan.Schedule.At(row), costs.Planned(row));
            rows.Add(new BaselineRow(plan.Outline.Items[row].Id, dates.Start, dates.Finish, dates.Duration, costs.Work(row), cost.Prorated, cost.AtStart, cost.AtFinish));
        }
        return rows;
    }
}
