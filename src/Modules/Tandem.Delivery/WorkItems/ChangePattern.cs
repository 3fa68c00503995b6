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

/// <summary>Gives a recurring task another pattern, as one edit: occurrences that have not begun are added, moved and removed; what has begun stays. If-Match holds it to the summary that was read.</summary>
internal sealed class ChangePattern(PlanEditor editor, ItemProgress progress, IPeople people, ActorScope actor)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPut("/api/projects/{projectId}/items/{itemId}/recurrence",
        async (ProjectId projectId, WorkItemId itemId, RepeatPattern pattern, HttpRequest request, HttpResponse response, ChangePattern change, CancellationToken cancel) =>
            await change.RunAsync(projectId, itemId, pattern, request, response, cancel)).WithTags("Work items");

    /// <exception cref="ProblemException">400 naming the field; 409 where the item does not recur.</exception>
    public async Task<EditAnswer> RunAsync(ProjectId projectId, WorkItemId itemId, RepeatPattern said, HttpRequest request, HttpResponse response, CancellationToken cancel)
    {
        WorkItem? summary = null;
        var result = await editor.EditAsync(projectId, async scope =>
        {
            summary = await scope.ItemAsync(itemId, cancel);
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            await PatchItem.HoldAsync(request, summary, scope.Db, cancel);
            if (!summary.Recurring) throw new ProblemException(409, "not_recurring", null, summary.Name);
            await LayAsync(scope, summary, said.Whole(scope.Head), Fields.Calendar(said.Calendar, scope.Before), cancel);
        }, cancel);
        ETags.Set(response, summary!.Version);
        return await EditAnswer.OfAsync(result, itemId, people, cancel);
    }

    private async Task LayAsync(EditScope scope, WorkItem summary, RepeatPattern pattern, int? calendar, CancellationToken cancel)
    {
        var below = await scope.ItemsAsync([.. scope.Before.Rows.Items.Where(row => row.Parent == summary.Id).Select(row => row.Id)], cancel);
        var branches = scope.Before.Rows.Items.Select(row => row.Parent).OfType<WorkItemId>().ToHashSet();
        var laid = Occurrences.Of([.. below.Where(row => !branches.Contains(row.Id) && Occurrences.Is(row))], pattern);
        var (task, before) = (pattern.Task(), summary.Recurrence);
        foreach (var (item, day) in laid.Open)
        {
            (item.Constraint, item.ConstraintDate) = (Scheduling.ConstraintType.StartNoEarlierThan, day.ToDateTime(task.At));
            if (item.Calendar == summary.Calendar) item.Calendar = calendar;
            // what somebody gave one occurrence stays its own
            if (before?.Duration != task.Duration && item.Duration != task.Duration) (await ItemWork.OfAsync(item, scope, cancel)).SetDuration(task.Duration);
        }
        foreach (var gone in await DeleteItem.RemoveAsync(scope, [.. laid.Removed.Select(row => row.Id)], cancel)) await progress.TellRemovedAsync(scope.Db, scope.Project, gone, cancel);
        var made = laid.Added.Select(day => Make(scope, summary, task, day, calendar)).ToList();
        scope.Db.AddRange(made);
        Arrange(summary, [.. laid.Staying, .. laid.Open.Select(row => row.Item), .. made], [.. below.Except(laid.Removed)]);
        (summary.Recurrence, summary.Calendar) = (pattern, calendar);
    }

    private WorkItem Make(EditScope scope, WorkItem summary, Scheduling.RecurringTask task, DateOnly day, int? calendar)
    {
        var made = Occurrences.Make(scope, task.Occurrence(day), "", calendar, editor.UtcNow);
        (made.Parent, made.Owner) = (summary.Id, summary.Owner);
        return made;
    }

    /// <summary>Occurrences stand in the order of their days, what else is below the summary after them; those that have not begun and go by their number get it anew.</summary>
    private static void Arrange(WorkItem summary, IReadOnlyList<WorkItem> occurrences, IReadOnlyList<WorkItem> below)
    {
        var ordered = occurrences.OrderBy(Occurrences.DayOf).ThenBy(row => row.Number).ToList();
        var others = below.Except(ordered).OrderBy(row => row.Rank).ThenBy(row => row.Number);
        foreach (var (at, row) in ordered.Concat(others).Index()) row.Rank = EditScope.Gap * (at + 1);
        foreach (var (at, row) in ordered.Index())
            if (row.Name.Length == 0 || !row.IsStarted && IsNumbered(summary.Name, row.Name)) row.Name = Occurrences.Name(summary.Name, at + 1);
    }

    private static bool IsNumbered(string name, string row) => row.LastIndexOf(' ') is > 0 and var at && int.TryParse(row[(at + 1)..], out var number) && number > 0 && row == Occurrences.Name(name, number);
}
