using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Bench.Scheduling;

/// <summary>The sample's plan from its rows: baseline from the planned durations, progress as the present durations would have run up to the status date.</summary>
internal static class SamplePlan
{
    private static readonly DateTime Start = new(2011, 5, 3, 9, 0, 0), Status = new(2011, 8, 31, 17, 30, 0);

    public static PlanFile Make(IReadOnlyList<SampleRow> rows, string language)
    {
        var planned = File(rows, language, r => r.Planned);
        var baseline = Schedule.Compute(planned.ToPlan());
        var present = File(rows, language, r => r.Now);
        var run = Schedule.Compute(present.ToPlan());
        var percent = rows.ToDictionary(r => r.Id, r => r.Percent);
        var progressed = present with { Tasks = [.. present.Tasks.Select(t => Progress(t, run[t.Key], percent[t.Key]) with { Baselines = [Baseline(t, baseline[t.Key])] })] };
        var summed = progressed with { Tasks = [.. progressed.Tasks.Select(t => t.Type == ActivityType.Summary ? t with { PercentComplete = Sum(progressed.Tasks, t.Key) } : t)] };
        var schedule = Schedule.Compute(summed.ToPlan());
        var root = new PlanTask { Key = 0, Uid = 0, Id = 0, Name = summed.Name!, Type = ActivityType.Summary, OutlineLevel = 0, Stored = new StoredDates { Start = schedule.Start, Finish = schedule.Finish } };
        return summed.WithDates(schedule) with { Root = root with { Duration = schedule.Plan.Calendar.Between(schedule.Start, schedule.Finish) } };
    }

    private static PlanFile File(IReadOnlyList<SampleRow> rows, string language, Func<SampleRow, string> duration)
    {
        var tasks = rows.Select((row, i) => Task(rows, i, row.Name(language), duration(row))).ToList();
        var resources = SampleResources.All(language);
        return new PlanFile
        {
            Name = language == "en" ? "Christmas assortment launch 2011" : "2011 圣诞季上新", Start = Start, DataDate = Status, CalendarUid = 1, Calendars = SampleCalendars.All(language), Tasks = tasks,
            Links = [.. rows.SelectMany(r => r.Links().Select(l => new PlanLink(l.From, r.Id, l.Type, l.Lag, l.Unit)))], Resources = resources,
            Assignments = [.. rows.SelectMany(r => SampleResources.Of(r, SampleRow.Minutes(duration(r))))],
        };
    }

    private static PlanTask Task(IReadOnlyList<SampleRow> rows, int i, string name, string duration)
    {
        var row = rows[i];
        var summary = i + 1 < rows.Count && rows[i + 1].Level > row.Level;
        return new PlanTask
        {
            Key = row.Id, Uid = row.Id, Id = i + 1, Name = name, OutlineLevel = row.Level, ParentKey = row.Level == 1 ? null : rows.Take(i).Last(r => r.Level < row.Level).Id,
            Type = summary ? ActivityType.Summary : SampleRow.Minutes(duration) == 0 ? ActivityType.Milestone : ActivityType.Activity,
            Duration = SampleRow.Minutes(duration), Elapsed = duration.EndsWith("ed", StringComparison.Ordinal), CalendarUid = row.Warehouse ? 2 : null,
            Constraint = row.NoEarlierThan is null ? ConstraintType.AsSoonAsPossible : ConstraintType.StartNoEarlierThan, ConstraintDate = row.NoEarlierThan, Deadline = row.Deadline,
        };
    }

    private static PlanTask Progress(PlanTask task, ScheduledActivity run, double? percent)
    {
        if (task.Type == ActivityType.Summary || run.Start >= Status) return task;
        if (run.Finish <= Status) return task with { ActualStart = run.Start, ActualFinish = run.Finish, PercentComplete = 100, Remaining = 0 };
        var done = percent ?? throw new InvalidOperationException($"Row {task.Uid} is under way on the status date and has no percent.");
        return task with { ActualStart = run.Start, PercentComplete = done, Remaining = (long)Math.Round(task.Duration * (100 - done) / 100) };
    }

    private static PlanBaseline Baseline(PlanTask task, ScheduledActivity baseline) => new(0, baseline.Start, baseline.Finish, baseline.Duration);

    private static double Sum(IReadOnlyList<PlanTask> tasks, int summary)
    {
        var below = tasks.Where(t => t.ParentKey == summary).ToList();
        var total = below.Sum(t => t.Duration);
        return total == 0 ? 0 : Math.Floor(below.Sum(t => t.Duration * t.PercentComplete) / total);
    }
}
