namespace Tandem.Scheduling.Files;

/// <summary>The plan a file describes.</summary>
internal static class PlanOfFile
{
    public static Plan Make(PlanFile file, CalendarSet calendars)
    {
        var calendarOf = file.Resources.Where(r => r is { Type: ResourceType.Work, CalendarUid: not null }).ToDictionary(r => r.Uid, r => r.CalendarUid!.Value);
        IReadOnlyCollection<int> nobody = [];
        var workers = file.Assignments.Where(a => calendarOf.ContainsKey(a.ResourceUid)).ToLookup(a => a.TaskKey, a => calendarOf[a.ResourceUid]);
        return new Plan
        {
            Mode = file.Mode, Start = file.Start, DataDate = file.DataDate, MustFinishBy = file.MustFinishBy, Options = file.Options, Calendar = calendars.Default,
            Activities = [.. file.Tasks.Select(t => ActivityOf(t, calendars.For(t.CalendarUid, workers.Contains(t.Key) ? [.. workers[t.Key]] : nobody, t.IgnoreResourceCalendar && (file.Mode == PlanMode.P6 || t.CalendarUid is not null))))],
            Dependencies = [.. file.Links.Select(l => new Dependency(l.From, l.To, l.Type, l.Lag, l.Unit))],
        };
    }

    private static ManualDates? Manual(PlanTask task) => task.Manual is { } manual ? manual with { Placeholder = manual.Placeholder || MspdiExtra.IsPlaceholder(task.Extra) } : null;

    public static PlanTask Dated(PlanTask task, ScheduledActivity dates) => task with
    {
        Duration = dates.Duration,
        Remaining = task.Type == ActivityType.Summary ? task.Remaining : dates.Remaining,
        Stored = new StoredDates
        {
            Start = dates.Start, Finish = dates.Finish, EarlyStart = dates.EarlyStart, EarlyFinish = dates.EarlyFinish, LateStart = dates.LateStart, LateFinish = dates.LateFinish,
            TotalFloat = dates.TotalFloat, FreeFloat = dates.FreeFloat, StartFloat = dates.StartFloat, FinishFloat = dates.FinishFloat, Critical = dates.Critical,
        },
    };

    private static Activity ActivityOf(PlanTask task, WorkCalendar calendar) => new()
    {
        Key = task.Key, Parent = task.ParentKey, Type = task.Type, Duration = task.Duration, Elapsed = task.Elapsed, Calendar = calendar,
        Constraint = task.Constraint, ConstraintDate = task.ConstraintDate, SecondConstraint = task.SecondConstraint, SecondConstraintDate = task.SecondConstraintDate,
        Deadline = task.Deadline, ActualStart = task.ActualStart, ActualFinish = task.ActualFinish, Remaining = task.Remaining, PercentComplete = task.PercentComplete,
        Resume = task.Resume, Gap = task.Gap, Manual = Manual(task), Inactive = task.Inactive,
        ExpectedFinish = task.ExpectedFinish, ExternalStart = task.ExternalStart, ExternalFinish = task.ExternalFinish, ExternalEarlyFinish = task.ExternalEarlyFinish, Delay = task.Delay,
    };
}
