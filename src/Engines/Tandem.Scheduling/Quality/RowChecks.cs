namespace Tandem.Scheduling;

/// <summary>Checks of rows: DCMA 5–10.</summary>
internal static class RowChecks
{
    /// <summary>DCMA 6 and 8: what counts as high, in working days (two months).</summary>
    private const int HighDays = 44;

    /// <summary>DCMA 5: constraints that keep logic from moving a row (must, mandatory, no later), at most 5 %.</summary>
    public static QualityCheck HardConstraints(QualityFacts facts) => Of(facts, "hard_constraints", 0.05, row => IsHard(row.Activity.Constraint) || IsHard(row.Activity.SecondConstraint), QualityFix.RemoveConstraint);

    /// <summary>DCMA 6: total float over 44 days, at most 5 %.</summary>
    public static QualityCheck HighFloat(QualityFacts facts) => Of(facts, "high_float", 0.05, row => row.TotalFloat > HighDays * facts.Input.MinutesPerDay, QualityFix.AddSuccessor);

    /// <summary>DCMA 7: no negative float.</summary>
    public static QualityCheck NegativeFloat(QualityFacts facts) => Of(facts, "negative_float", 0, row => row.TotalFloat < 0, QualityFix.Look);

    /// <summary>DCMA 8: durations over 44 days, at most 5 %.</summary>
    public static QualityCheck HighDuration(QualityFacts facts) =>
        Of(facts, "high_duration", 0.05, row => row.Activity.Duration > (long)HighDays * (row.Activity.Elapsed ? 1440 : facts.Input.MinutesPerDay), QualityFix.SplitActivity);

    /// <summary>DCMA 9: no forecast before the status date, no actual after it.</summary>
    public static QualityCheck InvalidDates(QualityFacts facts)
    {
        if (facts.Status is not { } status) return new("invalid_dates", null, 0, null, 0, []);
        var found = new List<QualityFinding>();
        foreach (var row in facts.Rows)
        {
            if (row.Activity.ActualStart > status || row.Activity.ActualFinish > status) found.Add(new(row.Key, QualityFix.ClearActual));
            else if (!row.Activity.IsComplete && (row.Finish < status || (!row.Activity.IsStarted && row.Start < status))) found.Add(new(row.Key, QualityFix.RescheduleRemaining));
        }
        return QualityFacts.AtMost("invalid_dates", 0, facts.Rows.Count, found);
    }

    /// <summary>DCMA 10: every row with a duration has a resource or a cost.</summary>
    public static QualityCheck Resources(QualityFacts facts)
    {
        if (facts.Input.Resourced is not { } resourced) return new("resources", null, 0, null, 0, []);
        var rows = facts.Open.Where(row => row.Activity.Duration > 0).ToList();
        return QualityFacts.AtMost("resources", 0, rows.Count, [.. rows.Where(row => !resourced.Contains(row.Key)).Select(row => new QualityFinding(row.Key, QualityFix.AssignResource))]);
    }

    private static QualityCheck Of(QualityFacts facts, string code, double limit, Func<ScheduledActivity, bool> which, QualityFix fix) =>
        QualityFacts.AtMost(code, limit, facts.Open.Count, [.. facts.Open.Where(which).Select(row => new QualityFinding(row.Key, fix))]);

    private static bool IsHard(ConstraintType type) => type is ConstraintType.MustStartOn or ConstraintType.MustFinishOn or ConstraintType.StartNoLaterThan
        or ConstraintType.FinishNoLaterThan or ConstraintType.MandatoryStart or ConstraintType.MandatoryFinish;
}
