using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Dependencies;

/// <summary>
/// Links two items, of one plan or of two of the workspace, and takes links away. A link between plans belongs to its successor's; who makes it runs both, and from then
/// on both are scheduled together. A link that closes a loop is refused, naming its members in order.
/// </summary>
internal sealed class LinkItems(DeliveryDbContext db, PlanEditor editor, PlanStore plans, ActorScope actor)
{
    internal sealed record Request(WorkItemId? From, WorkItemId? To, string? Type, double? Lag, string? LagUnit);

    internal sealed record Answer(DependencyAnswer? Dependency, IReadOnlyList<MovedItem> Moved, long PlanVersion);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/projects/{projectId}/dependencies", async (ProjectId projectId, Request request, LinkItems link, CancellationToken cancel) =>
        {
            var answer = await link.AddAsync(projectId, request, cancel);
            return TypedResults.Created($"/api/projects/{projectId}/dependencies/{answer.Dependency!.Id}", answer);
        }).WithTags("Plans");
        app.MapDelete("/api/projects/{projectId}/dependencies/{dependencyId}", async (ProjectId projectId, DependencyId dependencyId, LinkItems link, CancellationToken cancel) =>
            await link.RemoveAsync(projectId, dependencyId, cancel)).WithTags("Plans");
    }

    public async Task<Answer> AddAsync(ProjectId projectId, Request request, CancellationToken cancel)
    {
        Link? link = null;
        var (from, to) = (await ProjectOfAsync(request.From, projectId, cancel), await ProjectOfAsync(request.To, projectId, cancel));
        if (from != projectId && to != projectId) throw ProblemException.Invalid("from", "unknown_item", "from");
        var result = await editor.EditAsync(to, async scope =>
        {
            actor.Current.Require(Right.RunProject, to.Value, scope.Project.IsRunBy(actor.Current.Account));
            if (from != to) RefuseTrial(actor.RequireRun(await plans.ProjectAsync(from, cancel)), scope.Project);
            link = Make(scope, from == to ? scope.Before : await plans.LoadAsync(from, cancel), request);
            scope.Db.Add(link);
        }, cancel);
        return new Answer(PlanView.Of(link!), result.Moved, result.Plan.Head.Version);
    }

    public async Task<Answer> RemoveAsync(ProjectId projectId, DependencyId id, CancellationToken cancel)
    {
        var owner = await db.Links.Where(row => row.Id == id && row.FromProject == projectId).Select(row => (ProjectId?)row.Project).FirstOrDefaultAsync(cancel) ?? projectId;
        var result = await editor.EditAsync(owner, async scope =>
        {
            actor.Current.Require(Right.RunProject, owner.Value, scope.Project.IsRunBy(actor.Current.Account));
            scope.Db.Remove(await scope.Db.Links.FirstOrDefaultAsync(row => row.Id == id && row.Project == owner, cancel) ?? throw ProblemException.NotFound());
        }, cancel);
        return new Answer(null, result.Moved, result.Plan.Head.Version);
    }

    /// <summary>The project of an item; the one asked for where it isn't known, which is refused later.</summary>
    private async Task<ProjectId> ProjectOfAsync(WorkItemId? id, ProjectId asked, CancellationToken cancel) =>
        await db.Items.Where(item => item.Id == id).Select(item => (ProjectId?)item.Project).FirstOrDefaultAsync(cancel) ?? asked;

    /// <summary>A what-if copy stands alone: it moves no plan that it isn't of, and is thrown away.</summary>
    private static void RefuseTrial(Project from, Project to)
    {
        if (from.ScenarioOf is not null || to.ScenarioOf is not null) throw new ProblemException(409, "what_if_link", "from");
    }

    private static Link Make(EditScope scope, PlanSnapshot before, Request request)
    {
        const double most = 10_000_000;
        var (from, to) = (Item(before, request.From, "from"), Item(scope.Before, request.To, "to"));
        if (scope.Before.Rows.Links.Concat(scope.Before.Rows.Outside).Any(link => link.From == from && link.To == to)) throw new ProblemException(409, "already_linked", "to");
        if (request.Lag is { } lag && !(Math.Abs(lag) <= most)) throw ProblemException.Invalid("lag", "bad_value", "lag", lag);
        return new Link
        {
            Id = DependencyId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, FromProject = ReferenceEquals(before, scope.Before) ? null : before.Head.Project, From = from, To = to, Lag = request.Lag ?? 0,
            Type = PlanWords.Link(request.Type ?? "fs") ?? throw ProblemException.Invalid("type", "bad_value", "type", request.Type),
            Unit = PlanWords.Unit(request.LagUnit ?? "min") ?? throw ProblemException.Invalid("lagUnit", "bad_value", "lagUnit", request.LagUnit),
        };
    }

    private static WorkItemId Item(PlanSnapshot plan, WorkItemId? id, string field) =>
        id is { } known && plan.Outline.Find(known) is not null ? known : throw ProblemException.Invalid(field, id is null ? "required" : "unknown_item", field);
}
