using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WorkItems;

/// <summary>One item as the plan shows it; its ETag is what a patch must name.</summary>
internal static class GetItem
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/items/{itemId}",
        async (ProjectId projectId, WorkItemId itemId, HttpResponse response, PlanStore plans, IPeople people, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            var plan = await plans.LoadAsync(projectId, cancel);
            var row = plan.Outline.Find(itemId) ?? throw ProblemException.NotFound();
            ETags.Set(response, plan.Outline.Items[row].Version);
            return (await PlanView.OfAsync(plan, people, cancel)).Item(row);
        }).WithTags("Work items");
}
