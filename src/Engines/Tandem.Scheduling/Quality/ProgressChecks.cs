namespace Tandem.Scheduling;

/// <summary>Checks against the baseline and of the critical path: DCMA 11–14.</summary>
internal static class ProgressChecks
{
    /// <summary>DCMA 11: rows that the baseline had finished by the status date and that finished, or will finish, later than it; at most 5 %.</summary>
    public static QualityCheck Missed(QualityFacts facts)
    {
        if (facts.Status is not { } status) return new("missed_tasks", null, 0.05, null, 0, []);
        var due = Due(facts, status);
        return QualityFacts.AtMost("missed_tasks", 0.05, due.Count, [.. due.Where(row => row.Finish > facts.Input.BaselineFinish[row.Key]).Select(row => new QualityFinding(row.Key, QualityFix.Look))]);
    }

    /// <summary>DCMA 12: 600 days more on the first open row of the critical path move the plan's finish by as much (5 % are left for other calendars on the way): the path is unbroken. Value 1 where it does, 0 where not.</summary>
    public static QualityCheck CriticalPath(QualityFacts facts)
    {
        var critical = facts.Open.Where(row => row.Critical && row.Activity is { Duration: > 0, Manual: null }).OrderBy(row => row.Start).ToList();
        if (critical.Count == 0) return new("critical_path_test", null, 1, null, 0, []);
        var (row, slip) = (critical[0], 600L * facts.Input.MinutesPerDay);
        var longer = facts.Schedule.If(row.Key, activity => Longer(activity, row, slip));
        var passed = row.Calendar.Between(facts.Schedule.Finish, longer.Finish) >= 0.95 * (slip - (row.TotalFloat ?? 0));
        return new("critical_path_test", passed ? 1 : 0, 1, passed, critical.Count, passed ? [] : [new(row.Key, QualityFix.AddSuccessor)]);
    }

    /// <summary>DCMA 13: critical path length index = (length of the critical path from the status date + total float to the deadline) ÷ length; at least 0.95.</summary>
    public static QualityCheck CriticalPathIndex(QualityFacts facts)
    {
        var plan = facts.Schedule.Plan;
        var length = plan.Calendar.Between(facts.Status ?? facts.Schedule.Start, facts.Schedule.Finish);
        var last = facts.Open.Where(row => row.Finish == facts.Schedule.Finish).Select(row => row.TotalFloat).Min();
        if (length <= 0 || last is not { } slack) return new("cpli", null, 0.95, null, 0, []);
        var index = (double)(length + slack) / length;
        return new("cpli", index, 0.95, index >= 0.95, 1, []);
    }

    /// <summary>DCMA 14: baseline execution index = rows finished ÷ rows the baseline had finished by the status date; at least 0.95.</summary>
    public static QualityCheck BaselineIndex(QualityFacts facts)
    {
        if (facts.Status is not { } status || Due(facts, status) is not { Count: > 0 } due) return new("bei", null, 0.95, null, 0, []);
        var done = facts.Rows.Count(row => row.Activity.IsComplete && row.Finish <= status && facts.Input.BaselineFinish.ContainsKey(row.Key));
        var index = (double)done / due.Count;
        return new("bei", index, 0.95, index >= 0.95, due.Count, [.. due.Where(row => !row.Activity.IsComplete).Select(row => new QualityFinding(row.Key, QualityFix.Look))]);
    }

    private static List<ScheduledActivity> Due(QualityFacts facts, DateTime status) => [.. facts.Rows.Where(row => facts.Input.BaselineFinish.TryGetValue(row.Key, out var finish) && finish <= status)];

    private static Activity Longer(Activity activity, ScheduledActivity row, long slip) =>
        activity.IsStarted ? activity with { Duration = activity.Duration + slip, Remaining = row.Remaining + slip } : activity with { Duration = activity.Duration + slip };
}
