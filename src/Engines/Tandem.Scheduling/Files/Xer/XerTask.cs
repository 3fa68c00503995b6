namespace Tandem.Scheduling.Files;

/// <summary>One row of TASK.</summary>
internal sealed class XerTask(XerRow row, List<PlanWarning> warnings)
{
    private string Code => row.Text("task_code") ?? row.Text("task_id") ?? $"{row.Line}";

    public PlanTask Read(int key, int? uid, int? parent, int level)
    {
        var type = Type();
        var (start, finish) = Actual();
        var left = Duration("remain_drtn_hr_cnt");
        var target = Duration("target_drtn_hr_cnt") ?? left ?? 0;
        var remaining = finish is not null ? 0 : left ?? target;
        if (type is ActivityType.Milestone or ActivityType.StartMilestone && (target != 0 || remaining != 0))
        {
            warnings.Add(new PlanWarning("milestone_with_duration", row.Line, "target_drtn_hr_cnt", [Code, $"{target}"]));
            (target, remaining) = (0, 0);
        }
        var (constraint, date) = Constraint("cstr_type", "cstr_date");
        var (second, secondDate) = Constraint("cstr_type2", "cstr_date2");
        return new PlanTask
        {
            Key = key, Uid = uid, Code = row.Text("task_code"), Name = row.Text("task_name") ?? Code, ParentKey = parent, OutlineLevel = level, Type = type,
            Duration = start is null && finish is null ? remaining : target, Remaining = remaining, CalendarUid = row.Number("clndr_id"),
            IgnoreResourceCalendar = row.Text("task_type") != "TT_Rsrc", ActualStart = start ?? finish, ActualFinish = finish, PercentComplete = Percent(target, remaining, start, finish),
            Constraint = constraint, ConstraintDate = date, SecondConstraint = second, SecondConstraintDate = secondDate, Stored = Stored(start, finish),
            Resume = start is null || finish is not null ? null : row.Date("resume_date", warnings), ExpectedFinish = finish is null ? row.Date("expect_end_date", warnings) : null,
            ExternalStart = row.Date("external_early_start_date", warnings), ExternalFinish = row.Date("external_late_end_date", warnings),
            ActualWork = row.Minutes("act_work_qty", warnings), PhysicalPercentComplete = row.Real("phys_complete_pct", warnings),
        };
    }

    private ActivityType Type()
    {
        var code = row.Text("task_type") ?? "TT_Task";
        if (!XerWords.Types.TryGetValue(code, out var type)) warnings.Add(new PlanWarning("unknown_activity_type", row.Line, "task_type", [Code, code]));
        return type;
    }

    /// <summary>Actual dates; a finish before the start is left where it is, and told.</summary>
    private (DateTime? Start, DateTime? Finish) Actual()
    {
        var (start, finish) = (row.Date("act_start_date", warnings), row.Date("act_end_date", warnings));
        if (finish < start) warnings.Add(new PlanWarning("finish_before_start", row.Line, "act_end_date", [Code, $"{start:yyyy-MM-dd HH:mm}", $"{finish:yyyy-MM-dd HH:mm}"]));
        return (start, finish);
    }

    private long? Duration(string field)
    {
        var minutes = row.Minutes(field, warnings);
        if (minutes < 0) warnings.Add(new PlanWarning("negative_duration", row.Line, field, [Code, $"{minutes}"]));
        return minutes < 0 ? 0 : minutes;
    }

    private (ConstraintType, DateTime?) Constraint(string typeField, string dateField)
    {
        var (code, date) = (row.Text(typeField), row.Date(dateField, warnings));
        if (code is null)
        {
            if (date is not null) warnings.Add(new PlanWarning("date_without_constraint", row.Line, dateField, [Code, dateField]));
            return (ConstraintType.AsSoonAsPossible, null);
        }
        if (!XerWords.Constraints.TryGetValue(code, out var type)) warnings.Add(new PlanWarning("unknown_constraint", row.Line, typeField, [Code, code]));
        else if (type == ConstraintType.AsLateAsPossible) return (type, null);
        else if (date is not null) return (type, date);
        else warnings.Add(new PlanWarning("constraint_without_date", row.Line, dateField, [Code, code]));
        return (ConstraintType.AsSoonAsPossible, null);
    }

    private double Percent(long target, long remaining, DateTime? start, DateTime? finish)
    {
        if (finish is not null) return 100;
        if (start is null) return 0;
        var percent = row.Text("complete_pct_type") switch
        {
            "CP_Phys" => row.Real("phys_complete_pct", warnings) ?? 0,
            "CP_Units" when row.Real("act_work_qty", warnings) is { } done && row.Real("remain_work_qty", warnings) is { } left && done + left > 0 => 100 * done / (done + left),
            _ => target > 0 ? 100.0 * (target - remaining) / target : 0,
        };
        return Math.Clamp(percent, 0, 100);
    }

    private StoredDates Stored(DateTime? start, DateTime? finish)
    {
        var (early, end) = (row.Date("early_start_date", warnings), row.Date("early_end_date", warnings));
        return new StoredDates
        {
            Start = start ?? early, Finish = finish ?? end, EarlyStart = start ?? early, EarlyFinish = finish ?? end,
            LateStart = start ?? row.Date("late_start_date", warnings), LateFinish = finish ?? row.Date("late_end_date", warnings),
            TotalFloat = row.Minutes("total_float_hr_cnt", warnings), FreeFloat = row.Minutes("free_float_hr_cnt", warnings),
        };
    }
}
