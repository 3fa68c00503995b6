namespace Tandem.Scheduling.Files;

/// <summary>
/// A row of TASK on its way out: only what reads otherwise than the plan now has it is written anew. What P6 does not know is said by what it does: a deadline is a finish-on-or-before,
/// dates set by hand are a mandatory start.
/// </summary>
internal sealed class XerTaskOut(XerLine line, PlanTask task)
{
    private readonly PlanTask? was = line.IsNew ? null : new XerTask(line.Read(), []).Read(task.Key, task.Uid, null, 1);

    public void Write()
    {
        if (was?.Name != task.Name) line.Set("task_name", task.Name);
        if (task.Inactive || was?.Type != task.Type || was.IgnoreResourceCalendar != task.IgnoreResourceCalendar) line.Set("task_type", task.Inactive ? "TT_LOE" : TypeOf(task));
        Progress();
        Constraints();
        if (was?.Resume != task.Resume) line.Set("resume_date", task.Resume);
        if (was?.ExpectedFinish != task.ExpectedFinish) line.Set("expect_end_date", task.ExpectedFinish);
        if (was?.ExternalStart != task.ExternalStart) line.Set("external_early_start_date", task.ExternalStart);
        if (was?.ExternalFinish != task.ExternalFinish) line.Set("external_late_end_date", task.ExternalFinish);
        Dates(task.Stored, was?.Stored);
    }

    /// <summary>P6's word for the activity's type. Only what came from P6 says whether it is worked by its resources' calendars.</summary>
    public static string TypeOf(PlanTask task) => task.Type switch
    {
        ActivityType.StartMilestone => "TT_Mile",
        ActivityType.Milestone => "TT_FinMile",
        ActivityType.LevelOfEffort or ActivityType.Hammock => "TT_LOE",
        ActivityType.WbsSummary => "TT_WBS",
        _ when task.Extra?.StartsWith("TASK\t", StringComparison.Ordinal) == true && !task.IgnoreResourceCalendar => "TT_Rsrc",
        _ => "TT_Task",
    };

    private void Progress()
    {
        var started = task.ActualStart is not null || task.ActualFinish is not null;
        var remaining = task.ActualFinish is not null ? 0 : started ? task.Remaining ?? (long)Math.Round(task.Duration * (100 - task.PercentComplete) / 100) : task.Duration;
        if (was?.ActualStart != task.ActualStart) line.Set("act_start_date", task.ActualStart);
        if (was?.ActualFinish != task.ActualFinish) line.Set("act_end_date", task.ActualFinish);
        if (was?.Duration != task.Duration || was.Remaining != remaining || was.ActualStart != task.ActualStart) line.Hours("target_drtn_hr_cnt", task.Duration).Hours("remain_drtn_hr_cnt", remaining);
        if (was is null || (was.ActualStart, was.ActualFinish) != (task.ActualStart, task.ActualFinish)) line.Set("status_code", task.ActualFinish is not null ? "TK_Complete" : started ? "TK_Active" : "TK_NotStart");
        if (task.PhysicalPercentComplete is { } physical && was?.PhysicalPercentComplete != physical) line.Set("phys_complete_pct", physical);
        if (!started || task.ActualFinish is not null || Math.Abs((was?.PercentComplete ?? OfDuration(remaining)) - task.PercentComplete) < 0.5) return;
        line.Set("complete_pct_type", "CP_Phys").Set("phys_complete_pct", task.PercentComplete);
    }

    private double OfDuration(long remaining) => task.Duration == 0 ? 0 : 100.0 * (task.Duration - remaining) / task.Duration;

    private void Constraints()
    {
        var first = (Type: task.Constraint, Date: task.ConstraintDate);
        var second = (Type: task.SecondConstraint, Date: task.SecondConstraintDate);
        if (task.Manual?.Start is { } start && task.ActualStart is null) first = (ConstraintType.MandatoryStart, start);
        if (task.Deadline is { } deadline && second.Type == ConstraintType.AsSoonAsPossible) second = (ConstraintType.FinishNoLaterThan, deadline);
        if (was?.Constraint != first.Type || was.ConstraintDate != first.Date) line.Set("cstr_type", Code(first.Type)).Set("cstr_date", first.Date);
        if (was?.SecondConstraint != second.Type || was.SecondConstraintDate != second.Date) line.Set("cstr_type2", Code(second.Type)).Set("cstr_date2", second.Date);
    }

    private static string? Code(ConstraintType type) => XerWords.Constraints.FirstOrDefault(w => w.Value == type).Key;

    private void Dates(StoredDates now, StoredDates? before)
    {
        if (before == now) return;
        if (was is null) line.Set("target_start_date", now.Start).Set("target_end_date", now.Finish);
        if (before?.EarlyStart != now.EarlyStart && task.ActualStart is null) line.Set("early_start_date", now.EarlyStart);
        if (before?.EarlyFinish != now.EarlyFinish && task.ActualFinish is null) line.Set("early_end_date", now.EarlyFinish);
        if (before?.LateStart != now.LateStart && task.ActualStart is null) line.Set("late_start_date", now.LateStart);
        if (before?.LateFinish != now.LateFinish && task.ActualFinish is null) line.Set("late_end_date", now.LateFinish);
        if (before?.TotalFloat != now.TotalFloat) line.Hours("total_float_hr_cnt", now.TotalFloat);
        if (before?.FreeFloat != now.FreeFloat) line.Hours("free_float_hr_cnt", now.FreeFloat);
    }
}
