using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;

namespace Tandem.Delivery.Quality;

/// <summary>How sound a plan's logic is: the DCMA's fourteen points and the usual further checks, each with what it found.</summary>
internal static class GetQuality
{
    internal sealed record Answer(long PlanVersion, IReadOnlyList<QualityAnswer> Checks);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/plan/quality", async (ProjectId projectId, PlanStore plans, ActorScope actor, CancellationToken cancel) =>
    {
        actor.Current.Require(Right.Read, projectId.Value);
        var plan = await plans.LoadAsync(projectId, cancel);
        return new Answer(plan.Head.Version, PlanQuality.Of(plan));
    }).WithTags("Plans");
}
