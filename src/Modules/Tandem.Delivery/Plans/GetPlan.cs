using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;

namespace Tandem.Delivery.Plans;

/// <summary>A plan whole.</summary>
internal static class GetPlan
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/plan", async (ProjectId projectId, PlanStore plans, IPeople people, ActorScope actor, CancellationToken cancel) =>
    {
        actor.Current.Require(Right.Read, projectId.Value);
        return (await PlanView.OfAsync(await plans.LoadAsync(projectId, cancel), people, cancel)).All();
    }).WithTags("Plans");
}
