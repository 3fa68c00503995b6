namespace Tandem.Scheduling.Files;

/// <summary>The other projects of an XER file, as far as links lead from them.</summary>
internal sealed class XerOthers(XerTables tables)
{
    private readonly Dictionary<int, XerRow> tasks = tables["TASK"].Where(row => row.Number("task_id") is not null).DistinctBy(row => row.Number("task_id")).ToDictionary(row => row.Number("task_id")!.Value);

    private readonly Dictionary<string, List<string>> names = [];
    private readonly Dictionary<string, WorkCalendar> calendars = [];

    /// <summary>A row of TASKPRED whose predecessor is none of the plan's; null where it is in no other project either.</summary>
    public ExternalLink? Of(XerRow row, PlanTask to, List<PlanWarning> warnings)
    {
        var from = row.Number("pred_task_id") is { } id ? tasks.GetValueOrDefault(id) : null;
        var project = from?.Text("proj_id") ?? row.Text("pred_proj_id");
        if (project is null || project == row.Text("proj_id")) return null;
        var type = XerWords.Links.GetValueOrDefault(row.Text("pred_type") ?? "", LinkType.FinishStart);
        var lag = row.Minutes("lag_hr_cnt", warnings) ?? 0;
        if (!names.TryGetValue(project, out var called)) names[project] = called = Names(project);
        var link = new ExternalLink(to.Key, called, row.Number("pred_task_id"), from?.Text("task_code"), type, lag);
        var passed = to.ExternalStart is not null || (link.BoundsFinish ? to.ActualFinish : to.ActualStart) is not null;
        return from is null || passed ? link : link with { Held = Held(from, type, lag) };
    }

    private List<string> Names(string project) => [.. new[] { tables["PROJECT"].FirstOrDefault(row => row.Text("proj_id") == project)?.Text("proj_short_name"),
        tables["PROJWBS"].FirstOrDefault(row => row.Text("proj_id") == project && row.Flag("proj_node_flag"))?.Text("wbs_name") }.OfType<string>().Distinct()];

    /// <summary>The predecessor's date in the file, and the lag in its calendar.</summary>
    private DateTime? Held(XerRow from, LinkType type, long lag)
    {
        List<PlanWarning> unread = [];
        var date = type switch
        {
            LinkType.FinishStart or LinkType.FinishFinish => from.Date("act_end_date", unread) ?? from.Date("early_end_date", unread) ?? from.Date("target_end_date", unread),
            _ => from.Date("act_start_date", unread) ?? from.Date("early_start_date", unread) ?? from.Date("target_start_date", unread),
        };
        if (date is null || lag == 0) return date;
        var id = from.Text("clndr_id") ?? "";
        if (!calendars.TryGetValue(id, out var calendar)) calendars[id] = calendar = Calendar(id);
        return calendar.Add(date.Value, lag);
    }

    private WorkCalendar Calendar(string id) => tables["CALENDAR"].FirstOrDefault(row => row.Text("clndr_id") == id)?.Text("clndr_data") is { } data && XerCalendarText.Read(data) is { } days
        ? new CalendarSet([new CalendarDefinition { Uid = 1, Name = "", Week = days.Week, Exceptions = days.Exceptions }], 1).Default : WorkCalendar.Standard;
}
