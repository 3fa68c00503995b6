using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Risks;

/// <summary>Starts a simulation, and shows the last.</summary>
internal sealed class GetSimulation(DeliveryDbContext db, PlanStore plans, JobQueue jobs, ActorScope actor)
{
    private const int MostRuns = 100_000;

    /// <param name="Runs">100–100,000; 10,000 where left out.</param>
    /// <param name="Seed">The same seed gives the same answer.</param>
    /// <param name="Correlation">0–1, between the durations of all estimated items; 0.3 where left out.</param>
    /// <param name="Target">The item whose finish it is about; the whole plan's where left out.</param>
    /// <param name="Branches">Alternatives of which at most one happens.</param>
    /// <param name="Conditions">Ways taken by what came before.</param>
    internal sealed record Request(int? Runs, long? Seed, double? Correlation, WorkItemId? Target = null, IReadOnlyList<BranchSetting>? Branches = null, IReadOnlyList<ConditionSetting>? Conditions = null);

    internal sealed record Answer(Guid Id, DateTime At, string By, long PlanVersion, bool Current, SimulationResult Result);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/simulation";
        app.MapPost(path, async (ProjectId projectId, Request request, GetSimulation simulation, CancellationToken cancel) =>
            TypedResults.Accepted($"/api/jobs/{await simulation.StartAsync(projectId, request, cancel)}")).WithTags("Risks");
        app.MapGet(path, async (ProjectId projectId, GetSimulation simulation, CancellationToken cancel) => await simulation.LastAsync(projectId, cancel) ?? throw ProblemException.NotFound()).WithTags("Risks");
    }

    public async Task<JobId> StartAsync(ProjectId projectId, Request request, CancellationToken cancel)
    {
        _ = actor.RequireRun(await plans.ProjectAsync(projectId, cancel));
        if (request.Runs is { } runs and not (>= 100 and <= MostRuns)) throw ProblemException.Invalid("runs", "bad_value", "runs", runs);
        if (request.Correlation is { } correlation and not (>= 0 and < 1)) throw ProblemException.Invalid("correlation", "bad_value", "correlation", correlation);
        var plan = await plans.LoadAsync(projectId, cancel);
        if (plan.Count == 0) throw new ProblemException(409, "empty_plan");
        if (request.Target is { } target && plan.Outline.Find(target) is null) throw ProblemException.Invalid("target", "unknown_item", "target");
        Check(plan, request);
        return await jobs.AddAsync("simulate", new SimulatePlan.Arguments(projectId, new(request.Runs ?? 10_000, request.Seed ?? 1, request.Correlation ?? 0.3, request.Target, request.Branches, request.Conditions), actor.Current.Name), cancel);
    }

    private static void Check(PlanSnapshot plan, Request request)
    {
        bool Known(IEnumerable<WorkItemId>? items) => items is not null && items.All(item => plan.Outline.Find(item) is { } row && !plan.Outline.HasChildren(row));
        foreach (var branch in request.Branches ?? [])
        {
            if (branch?.Ways is null || branch.Ways.Any(way => way is null)) throw ProblemException.Invalid("branches", "required", "branches");
            if (branch.Ways.Any(way => way.Probability is not (>= 0 and <= 1)) || branch.Ways.Sum(way => way.Probability) > 1 + 1e-9) throw ProblemException.Invalid("branches", "bad_value", "branches", "probability");
            if (!branch.Ways.All(way => Known(way.Items))) throw ProblemException.Invalid("branches", "unknown_item", "branches");
        }
        foreach (var condition in request.Conditions ?? [])
        {
            if (condition is null || !Known([condition.Watched]) || !Known(condition.Late) || !Known(condition.OnTime)) throw ProblemException.Invalid("conditions", "unknown_item", "conditions");
        }
    }

    public async Task<Answer?> LastAsync(ProjectId projectId, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, projectId.Value);
        var plan = await plans.LoadAsync(projectId, cancel);
        var row = await db.Simulations.AsNoTracking().Where(s => s.Project == projectId).OrderByDescending(s => s.At).FirstOrDefaultAsync(cancel);
        return row is null ? null : new(row.Id, row.At, row.By, row.PlanVersion, row.PlanVersion == plan.Head.Version, JsonSerializer.Deserialize<SimulationResult>(row.Result, TandemJson.Options)!);
    }
}
