namespace Tandem.Scheduling.Files;

/// <summary>The settings that stand beside the lists of an MSPDI file, and the file put together.</summary>
internal sealed class MspdiHead(LinedElement head, MspdiTasks tasks, List<CalendarDefinition> calendars, List<PlanWarning> warnings)
{
    private readonly Fields fields = new(head, warnings);

    public PlanFile File()
    {
        var minutesPerDay = fields.Number("MinutesPerDay") is { } m and > 0 ? m : 480;
        var calendar = fields.Number("CalendarUID");
        var name = fields.Text("Title") ?? fields.Text("Name");
        var (start, finish) = (fields.Date("StartDate"), fields.Date("FinishDate"));
        var fromFinish = fields.Peek("ScheduleFromStart") is "0" or "false" && finish is not null;
        if (fromFinish) warnings.Add(new PlanWarning("from_finish", null, "ScheduleFromStart", []));
        var list = tasks.Finish(minutesPerDay, calendars);
        if (calendar is { } uid and >= 0 && calendars.TrueForAll(c => c.Uid != uid)) warnings.Add(new PlanWarning("unknown_plan_calendar", null, "CalendarUID", [$"{uid}"]));
        foreach (var empty in new CalendarSet(calendars, calendar).EmptyWeeks()) warnings.Add(new PlanWarning("calendar_without_work", null, null, [empty]));
        return new PlanFile
        {
            Format = PlanFormat.Mspdi, Mode = PlanMode.MsProject, Name = name, MustFinishBy = fromFinish ? finish : null, Start = start ?? Earliest(list), DataDate = fields.Date("StatusDate"),
            Options = Options(minutesPerDay), MinutesPerDay = minutesPerDay, MinutesPerWeek = fields.Number("MinutesPerWeek") ?? 2400, DaysPerMonth = fields.Number("DaysPerMonth") ?? 20,
            CalendarUid = calendar, Calendars = calendars, Tasks = list, Root = tasks.Root, Links = tasks.Links, ExternalLinks = tasks.External, Extra = fields.Rest(), Warnings = warnings,
        };
    }

    private PlanOptions Options(int minutesPerDay) => new()
    {
        CriticalFloat = (fields.Number("CriticalSlackLimit") ?? 0) * (long)minutesPerDay,
        HonorConstraints = fields.Flag("HonorConstraints") ?? true,
        OpenEndsAreCritical = fields.Flag("MultipleCriticalPaths") ?? false,
        SplitInProgress = fields.Flag("SplitsInProgressTasks") ?? true,
    };

    private DateTime Earliest(IReadOnlyList<PlanTask> list)
    {
        var known = list.Select(t => t.Stored.Start ?? t.ActualStart ?? t.Manual?.Start).OfType<DateTime>().ToList();
        if (known.Count == 0) throw new PlanFileException("no_start", "The file has no StartDate and no task with a start.", head.Line, "StartDate");
        warnings.Add(new PlanWarning("no_start", null, "StartDate", []));
        return known.Min();
    }
}
