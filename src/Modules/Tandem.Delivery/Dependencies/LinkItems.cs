using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Dependencies;

/// <summary>Links two items, and takes links away. A link that closes a loop is refused, naming its members in order.</summary>
internal sealed class LinkItems(PlanEditor editor, ActorScope actor)
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
        var result = await editor.EditAsync(projectId, scope =>
        {
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            link = Make(scope, request);
            scope.Db.Add(link);
            return Task.CompletedTask;
        }, cancel);
        return new Answer(PlanView.Of(link!), result.Moved, result.Plan.Head.Version);
    }

    public async Task<Answer> RemoveAsync(ProjectId projectId, DependencyId id, CancellationToken cancel)
    {
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            scope.Db.Remove(await scope.Db.Links.FirstOrDefaultAsync(row => row.Id == id && row.Project == projectId, cancel) ?? throw ProblemException.NotFound());
        }, cancel);
        return new Answer(null, result.Moved, result.Plan.Head.Version);
    }

    private static Link Make(EditScope scope, Request request)
    {
        const double most = 10_000_000;
        var (from, to) = (Item(scope, request.From, "from"), Item(scope, request.To, "to"));
        if (scope.Before.Rows.Links.Any(link => link.From == from && link.To == to)) throw new ProblemException(409, "already_linked", "to");
        if (request.Lag is { } lag && !(Math.Abs(lag) <= most)) throw ProblemException.Invalid("lag", "bad_value", "lag", lag);
        return new Link
        {
            Id = DependencyId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, From = from, To = to, Lag = request.Lag ?? 0,
            Type = PlanWords.Link(request.Type ?? "fs") ?? throw ProblemException.Invalid("type", "bad_value", "type", request.Type),
            Unit = PlanWords.Unit(request.LagUnit ?? "min") ?? throw ProblemException.Invalid("lagUnit", "bad_value", "lagUnit", request.LagUnit),
        };
    }

    private static WorkItemId Item(EditScope scope, WorkItemId? id, string field) =>
        id is { } known && scope.Before.Outline.Find(known) is not null ? known : throw ProblemException.Invalid(field, id is null ? "required" : "unknown_item", field);
}
