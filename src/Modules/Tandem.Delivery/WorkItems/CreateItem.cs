using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WorkItems;

/// <summary>Adds an item to a plan: any of the fields that a patch takes, a name at least; one day of work where no duration is given.</summary>
internal sealed class CreateItem(PlanEditor editor, IPeople people, ProjectClock clock, ActorScope actor, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/items",
        async (ProjectId projectId, JsonElement body, HttpResponse response, CreateItem create, CancellationToken cancel) =>
        {
            var answer = await create.RunAsync(projectId, new ItemPatch(body), response, cancel);
            return TypedResults.Created($"/api/projects/{projectId}/items/{answer.Item!.Id}", answer);
        }).WithTags("Work items");

    public async Task<EditAnswer> RunAsync(ProjectId projectId, ItemPatch fields, HttpResponse response, CancellationToken cancel)
    {
        if (!fields.Has("name")) throw ProblemException.Invalid("name", "required", "name");
        var id = WorkItemId.New();
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            var item = new WorkItem
            {
                Id = id, Workspace = scope.Project.Workspace, Project = projectId, Number = scope.NextNumber(), Duration = scope.Head.MinutesPerDay, MadeAt = time.GetUtcNow().UtcDateTime,
            };
            if (!fields.Has("parent") && !fields.Has("after")) await scope.PlaceAsync(item, null, null, last: true, cancel);
            await fields.ApplyAsync(item, scope, people, await clock.NowAsync(scope.Project, cancel), cancel);
            if (item.Type == Scheduling.ActivityType.Milestone && !fields.Has("duration")) item.Duration = 0;
            scope.Db.Add(item);
        }, cancel);
        ETags.Set(response, 1);
        return await EditAnswer.OfAsync(result, id, people, cancel);
    }
}
