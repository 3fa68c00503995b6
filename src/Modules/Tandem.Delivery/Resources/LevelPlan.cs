using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Tandem.Scheduling.Levelling;

namespace Tandem.Delivery.Resources;

/// <summary>What levelling would move, and why.</summary>
internal sealed record LevelMove(WorkItemId Item, DateTime Before, DateTime Start, DateTime Finish, long Delay, bool Split, IReadOnlyList<LevelWait> WaitsFor);

internal sealed record LevelWait(string Resource, IReadOnlyList<WorkItemId> HeldBy);

internal sealed record LevelOverload(string Resource, DateTime From, DateTime To, double Over);

/// <summary>A plan levelled: the finish before and after, no plan can be earlier than <see cref="Bound"/>, and the gap to it (0–1).</summary>
internal sealed record LevelAnswer(DateTime FinishBefore, DateTime Finish, DateTime Bound, double Gap, double Seconds, IReadOnlyList<LevelMove> Moves, IReadOnlyList<LevelOverload> Overloads, long PlanVersion, bool Applied);

/// <summary>Levels a plan's resources: a preview, or applied as one edit that undo takes back. Levelling changes starts, never links.</summary>
internal sealed class LevelPlan(PlanStore plans, PlanEditor editor, ActorScope actor)
{
    private const double Longest = 10;

    /// <param name="MaxDelay">Working minutes by which an item may be put off; null: any.</param>
    /// <param name="MaySplit">Whether items may be interrupted.</param>
    /// <param name="Seconds">How long to look for a better order, 0–10; 0.4 where left out.</param>
    /// <param name="Apply">Moves the items (only those of <paramref name="Items"/> where given).</param>
    internal sealed record Request(long? MaxDelay, bool? MaySplit, double? Seconds, bool? Apply, IReadOnlyList<WorkItemId>? Items);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/plan:level",
        async (ProjectId projectId, Request request, LevelPlan level, CancellationToken cancel) => await level.RunAsync(projectId, request, cancel)).WithTags("Resources");

    public async Task<LevelAnswer> RunAsync(ProjectId projectId, Request request, CancellationToken cancel)
    {
        if (request.MaxDelay is < 0 or > Fields.MostMinutes) throw ProblemException.Invalid("maxDelay", "bad_value", "maxDelay", request.MaxDelay);
        if (request.Seconds is { } seconds and not (>= 0 and <= Longest)) throw ProblemException.Invalid("seconds", "bad_value", "seconds", seconds);
        actor.Current.Require(Right.Read, projectId.Value);
        var plan = await plans.LoadAsync(projectId, cancel);
        if (plan.Rows.Resources.All(row => row.Type != ResourceType.Work)) throw new ProblemException(409, "no_resources");
        var watch = Stopwatch.StartNew();
        var levelled = PlanLevelling.Level(LevellingInput.Of(plan, request.MaxDelay, request.MaySplit ?? false, () => cancel.IsCancellationRequested || watch.Elapsed.TotalSeconds > (request.Seconds ?? 0.4)));
        var answer = Answer(plan, levelled, watch.Elapsed.TotalSeconds);
        if (request.Apply != true || levelled.Moves.Count == 0) return answer;
        var result = await editor.EditAsync(projectId, scope => ApplyAsync(scope, plan, levelled, request.Items, cancel), cancel);
        return answer with { Applied = true, PlanVersion = result.Plan.Head.Version };
    }

    private async Task ApplyAsync(EditScope scope, PlanSnapshot seen, LevelledPlan levelled, IReadOnlyList<WorkItemId>? only, CancellationToken cancel)
    {
        actor.Current.Require(Right.RunProject, scope.Project.Id.Value, scope.Project.IsRunBy(actor.Current.Account));
        if (scope.Before.Head.Version != seen.Head.Version) throw new ProblemException(409, "plan_changed");
        var placed = levelled.Plan.Activities.ToDictionary(activity => activity.Key);
        var ids = levelled.Moves.Select(move => seen.Outline.Items[seen.RowOf(move.Activity)!.Value].Id);
        foreach (var item in await scope.ItemsAsync([.. only is null ? ids : ids.Intersect(only)], cancel))
        {
            var activity = placed[item.Number];
            (item.Constraint, item.ConstraintDate, item.SecondConstraint, item.SecondConstraintDate, item.Gap) = (activity.Constraint, activity.ConstraintDate, activity.SecondConstraint, activity.SecondConstraintDate, activity.Gap);
        }
    }

    private static LevelAnswer Answer(PlanSnapshot plan, LevelledPlan levelled, double seconds)
    {
        var names = plan.Rows.Resources.ToDictionary(row => row.Uid, row => row.Name);
        WorkItemId Id(int key) => plan.Outline.Items[plan.RowOf(key)!.Value].Id;
        return new(levelled.FinishBefore, levelled.Finish, levelled.Bound, levelled.Gap, seconds,
            [.. levelled.Moves.OrderBy(move => move.Start).Select(move => new LevelMove(Id(move.Activity), move.Before, move.Start, move.Finish, move.Delay, move.Parts.Count > 1, [.. move.Waits.Select(wait => new LevelWait(names[wait.Resource], [.. wait.HeldBy.Select(Id)]))]))],
            [.. levelled.Overloads.Select(over => new LevelOverload(names[over.Resource], over.From, over.To, over.Over))], plan.Head.Version, false);
    }
}
