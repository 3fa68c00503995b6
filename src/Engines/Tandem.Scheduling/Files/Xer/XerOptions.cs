namespace Tandem.Scheduling.Files;

/// <summary>SCHEDOPTIONS, and the definition of critical in PROJECT.</summary>
internal static class XerOptions
{
    public static PlanOptions Read(XerRow? row, XerRow? project, List<PlanWarning> warnings) => new()
    {
        Progress = row is null || row.Flag("sched_retained_logic") ? ProgressLogic.Retained : row.Flag("sched_progress_override") ? ProgressLogic.Override : ProgressLogic.ActualDates,
        LagCalendar = XerWords.LagCalendars.TryGetValue(row?.Text("sched_calendar_on_relationship_lag") ?? "", out var lag) ? lag : null,
        FloatBasis = XerWords.Floats.TryGetValue(row?.Text("sched_float_type") ?? "", out var basis) ? basis : null,
        OpenEndsAreCritical = row?.Flag("sched_open_critical_flag") ?? false,
        StartLagFromEarlyStart = row?.Flag("sched_lag_early_start_flag") ?? true,
        UseExpectedFinish = row?.Flag("sched_use_expect_end_flag") ?? false,
        IgnoreExternal = row?.Text("sched_outer_depend_type") == "SD_None",
        FloatToProgramFinish = row?.Text("sched_use_project_end_date_for_float") == "N",
        CriticalFloat = project?.Minutes("critical_drtn_hr_cnt", warnings) ?? 0,
        CriticalIsLongestPath = project?.Text("critical_path_type") == "CT_DrivPath",
    };

    /// <summary>Writes the options where the file's own say something else.</summary>
    public static void Write(XerBook book, XerLine project, PlanFile file, string projectId)
    {
        var policy = file.Mode == PlanMode.P6 ? SchedulingPolicy.P6 : SchedulingPolicy.MsProject;
        var options = file.Options;
        if ((project.Read().Minutes("critical_drtn_hr_cnt", []) ?? 0) != options.CriticalFloat) project.Hours("critical_drtn_hr_cnt", options.CriticalFloat);
        if ((project.Text("critical_path_type") == "CT_DrivPath") != options.CriticalIsLongestPath) project.Set("critical_path_type", options.CriticalIsLongestPath ? "CT_DrivPath" : "CT_TotFloat");
        var row = book["SCHEDOPTIONS"].Rows.Find(line => line.Text("proj_id") is null || line.Text("proj_id") == projectId);
        if ((row is not null || file.Format == PlanFormat.Xer) && Read(row?.Read(), project.Read(), []) == options with { HonorConstraints = true, SplitInProgress = true }) return;
        row ??= book["SCHEDOPTIONS"].New().Set("proj_id", projectId);
        row.Set("sched_retained_logic", options.Progress == ProgressLogic.Retained).Set("sched_progress_override", options.Progress == ProgressLogic.Override)
            .Set("sched_open_critical_flag", options.OpenEndsAreCritical).Set("sched_lag_early_start_flag", options.StartLagFromEarlyStart)
            .Set("sched_use_expect_end_flag", options.UseExpectedFinish).Set("sched_outer_depend_type", options.IgnoreExternal ? "SD_None" : "SD_Both").Set("sched_use_project_end_date_for_float", !options.FloatToProgramFinish)
            .Set("sched_calendar_on_relationship_lag", XerWords.LagCalendars.First(w => w.Value == (options.LagCalendar ?? policy.Lag)).Key)
            .Set("sched_float_type", XerWords.Floats.First(w => w.Value == (options.FloatBasis ?? policy.Total)).Key);
    }
}
