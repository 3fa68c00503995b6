using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Wording;
using Tandem.Scheduling;

namespace Tandem.Delivery.Pages;

/// <summary>A status as people read it: the mark's kind (ok, warn, late, info, idle) and the word.</summary>
internal sealed record StatusWord(string Kind, string Text);

/// <summary>How an item, and a whole project, stand against their dates.</summary>
internal static class ItemStatus
{
    /// <summary>Float of at most this many working days is worth a look.</summary>
    private const int LittleFloat = 2;

    public static StatusWord Of(ProjectView view, int row, Words words)
    {
        var item = view.Plan.Outline.Items[row];
        var dates = view.Plan.Schedule.At(row);
        var progress = view.Plan.Progress[row];
        if (progress.ActualFinish is not null) return new("ok", words["item.state.done"]);
        if (item.Inactive) return new("idle", words["status.withdrawn"]);
        if (Late(view, item.Deadline, item.Due, dates.Finish) is > 0 and var days) return new("late", words["status.late", days]);
        if (dates.TotalFloat < 0) return new("late", words["status.behind"]);
        if (ItemState.IsStarted(progress.State)) return new("info", State(view.Project, progress.State, item.Column, words));
        if (dates.TotalFloat is { } left && left <= LittleFloat * view.Plan.Head.MinutesPerDay) return new("warn", words["status.float", Formats.Duration(left, view.Plan.Head.MinutesPerDay)]);
        return new("idle", State(view.Project, progress.State, item.Column, words));
    }

    /// <summary>What the board calls where an item stands.</summary>
    public static string State(Project project, string state, string? column, Words words) => project.ColumnOf(state, column) is var shown && shown.Of == state ? Name(shown, words) : words["item.state." + state];

    public static string Name(BoardState column, Words words) => column.Name ?? words["item.state." + column.Of];

    /// <summary>The plan's finish against its deadlines and first baseline.</summary>
    public static StatusWord Of(ProjectView view, Words words)
    {
        var plan = view.Plan;
        if (plan.Count == 0) return new("idle", words["status.empty"]);
        var rows = Enumerable.Range(0, plan.Count).ToList();
        if (rows.TrueForAll(row => plan.Progress[row].ActualFinish is not null)) return new("ok", words["item.state.done"]);
        if (rows.Exists(row => plan.Progress[row].ActualFinish is null && plan.Outline.Items[row].Deadline < plan.Schedule.At(row).Finish)) return new("late", words["status.off-track"]);
        return Slip(view) > 0 ? new("warn", words["status.at-risk"]) : new("ok", words["status.on-track"]);
    }

    /// <summary>Working days by which the plan's finish lies after its first baseline's; null without a baseline.</summary>
    public static int? Slip(ProjectView view)
    {
        var finish = view.Plan.Outline.Items.SelectMany(item => item.Baselines).Where(baseline => baseline.Number == 0).Max(baseline => baseline.Finish);
        return finish is { } planned ? view.WorkingDays(planned, PlannedWork(view.Plan)) : null;
    }

    /// <summary>The finish of what the baseline covers: work that rules added later doesn't count.</summary>
    private static DateTime PlannedWork(PlanSnapshot plan) =>
        Enumerable.Range(0, plan.Count).Where(row => plan.Outline.Items[row].Baselines.Count > 0).Select(row => plan.Schedule.At(row).Finish).DefaultIfEmpty(plan.Schedule.Finish).Max();

    /// <summary>Working days after the deadline, or calendar days since the due date passed.</summary>
    private static int Late(ProjectView view, DateTime? deadline, DateOnly? due, DateTime finish)
    {
        var behind = deadline is { } last ? view.WorkingDays(last, finish) : 0;
        return Math.Max(behind, due is { } day ? view.Today.DayNumber - day.DayNumber : 0);
    }

    public static IEnumerable<int> Milestones(PlanSnapshot plan) =>
        Enumerable.Range(0, plan.Count).Where(row => plan.TypeOf(row) is ActivityType.Milestone or ActivityType.StartMilestone);
}
