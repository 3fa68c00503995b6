using System.Globalization;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Bench.Scheduling;

/// <summary>A schedule in the shape of the plan's HTTP answer.</summary>
internal static class PlanAnswer
{
    private static readonly string[] Links = ["fs", "ss", "ff", "sf"];
    private static readonly string[] Constraints = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo", "mandatory_start", "mandatory_finish"];

    public static object Of(PlanFile file, Schedule schedule) => new
    {
        Mode = file.Mode == PlanMode.P6 ? "p6" : "msproject",
        Version = 1,
        ProjectStart = Moment(schedule.Start),
        ProjectFinish = Moment(schedule.Finish),
        DataDate = Moment(file.DataDate),
        Items = file.Tasks.Select(t => Item(t, schedule[t.Key])).ToList(),
        Dependencies = file.Links.Select((l, i) => new { Id = i + 1, l.From, l.To, Type = Links[(int)l.Type], l.Lag, LagUnit = l.Unit switch { LagUnit.Minutes => "min", LagUnit.ElapsedMinutes => "elapsed_min", _ => "percent" } }).ToList(),
    };

    private static object Item(PlanTask task, ScheduledActivity dates) => new
    {
        Id = task.Key,
        task.Uid,
        task.Code,
        task.Wbs,
        task.Name,
        Type = task.Type switch { ActivityType.Summary => "summary", ActivityType.LevelOfEffort => "loe", ActivityType.Activity => "activity", _ => "milestone" },
        State = task.ActualFinish is not null ? "done" : task.ActualStart is not null ? "in_progress" : "backlog",
        Start = Moment(dates.Start),
        Finish = Moment(dates.Finish),
        EarlyStart = Moment(dates.EarlyStart),
        EarlyFinish = Moment(dates.EarlyFinish),
        LateStart = Moment(dates.LateStart),
        LateFinish = Moment(dates.LateFinish),
        dates.TotalFloat,
        dates.FreeFloat,
        dates.Critical,
        ActualStart = Moment(task.ActualStart),
        ActualFinish = Moment(task.ActualFinish),
        task.PercentComplete,
        dates.Remaining,
        dates.Duration,
        Constraint = Constraints[(int)task.Constraint],
        ConstraintDate = Moment(task.ConstraintDate),
        Deadline = Moment(task.Deadline),
        Calendar = dates.Calendar.Name,
        Owner = (string?)null,
        Due = Moment(task.Deadline),
        Baselines = task.Baselines.Select(b => new { b.Number, Start = Moment(b.Start), Finish = Moment(b.Finish), b.Duration }).ToList(),
    };

    private static string? Moment(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
