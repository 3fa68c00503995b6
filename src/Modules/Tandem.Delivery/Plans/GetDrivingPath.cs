using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.Plans;

/// <summary>One step of "why is this date so?": the item, what set its early dates, the link that did, the calendar it works in and how long it waits on the clock.</summary>
internal sealed record PathStep(WorkItemId Id, int Row, string Wbs, string Name, [property: JsonConverter(typeof(WallTime))] DateTime Start, [property: JsonConverter(typeof(WallTime))] DateTime Finish,
    string Driver, string? Link, double? Lag, string? LagUnit, string? Constraint, [property: JsonConverter(typeof(WallTime))] DateTime? ConstraintDate, string Calendar, long Waits);

/// <summary>The chain of links, constraints and calendars that sets an item's dates, and how much it holds up the plan (drag).</summary>
internal static class GetDrivingPath
{
    internal sealed record Answer(long PlanVersion, long Drag, IReadOnlyList<PathStep> Steps);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/items/{itemId}/path", async (ProjectId projectId, WorkItemId itemId, PlanStore plans, ActorScope actor, CancellationToken cancel) =>
    {
        actor.Current.Require(Right.Read, projectId.Value);
        var plan = await plans.LoadAsync(projectId, cancel);
        var row = plan.Outline.Find(itemId) ?? throw ProblemException.NotFound();
        return new Answer(plan.Head.Version, ActivityDrag.Of(plan.Schedule, plan.Outline.Items[row].Number), Of(plan, row));
    }).WithTags("Plans");

    public static IReadOnlyList<PathStep> Of(PlanSnapshot plan, int row) => [.. DrivingPath.To(plan.Schedule, plan.Outline.Items[row].Number).Select(step => Step(plan, step))];

    private static PathStep Step(PlanSnapshot plan, DrivingStep step)
    {
        var row = plan.RowOf(step.Activity.Key)!.Value;
        var item = plan.Outline.Items[row];
        var held = step.Driver == DriverKind.Constraint;
        return new PathStep(item.Id, row, plan.Outline.Codes[row], item.Name, step.Activity.Start, step.Activity.Finish, JsonNamingPolicy.SnakeCaseLower.ConvertName(step.Driver.ToString()),
            step.Link is { } link ? PlanWords.Of(link.Type) : null, step.Link?.Lag, step.Link is { } lagged ? PlanWords.Of(lagged.Unit) : null,
            held ? PlanWords.Of(item.Constraint) : null, held ? item.ConstraintDate : null, step.Activity.Calendar.Name, step.Waits);
    }
}
