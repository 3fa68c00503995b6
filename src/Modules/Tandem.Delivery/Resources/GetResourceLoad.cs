using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Resources;

/// <summary>The histogram of every resource of a plan.</summary>
internal static class GetResourceLoad
{
    private const int MostWeeks = 260, Usual = 12;

    internal sealed record Answer(IReadOnlyList<DateOnly> Weeks, IReadOnlyList<ResourceWeeks> Resources);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/resources/load",
        async (ProjectId projectId, string? from, int? weeks, PlanStore plans, ProjectClock clock, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            var project = await plans.ProjectAsync(projectId, cancel);
            var plan = await plans.LoadAsync(projectId, cancel);
            if (weeks is not (null or >= 1 and <= MostWeeks)) throw ProblemException.Invalid("weeks", "bad_value", "weeks", weeks);
            var monday = Monday(string.IsNullOrEmpty(from) ? DateOnly.FromDateTime(plan.Head.DataDate ?? await clock.NowAsync(project, cancel)) : Fields.Date(from, "from"));
            return new Answer([.. Enumerable.Range(0, weeks ?? Usual).Select(week => monday.AddDays(7 * week))], ResourceLoad.Of(plan, monday, weeks ?? Usual));
        }).WithTags("Resources");

    public static DateOnly Monday(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
}
