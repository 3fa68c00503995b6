using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>Puts a plan together from the tables of an XER file.</summary>
internal sealed class XerReader
{
    private readonly XerTables tables;
    private readonly List<PlanWarning> warnings = [];
    private readonly XerRow? project;
    private readonly DateTime? fallback;

    private XerReader(XerTables tables, DateTime? fallback)
    {
        (this.tables, this.fallback) = (tables, fallback);
        project = ChooseProject();
    }

    public static PlanFile Read(Stream stream, DateTime? fallback)
    {
        var tables = XerTables.Parse(PlanText.Read(stream));
        if (!tables.Has("TASK")) throw new PlanFileException("no_activities", "The file has no TASK table, so no activities.", null, "TASK");
        return new XerReader(tables, fallback).Read();
    }

    private PlanFile Read()
    {
        var tasks = new XerOutline(Own("PROJWBS"), Own("TASK"), warnings).Rows();
        var keys = tasks.Where(t => t.Uid is not null).GroupBy(t => t.Uid!.Value).ToDictionary(g => g.Key, g => g.First().Key);
        var links = new XerLinks(Own("TASKPRED"), keys, tasks, warnings).Links();
        var calendars = Calendars();
        var start = Start(tasks);
        var dataDate = project?.Date("last_recalc_date", warnings);
        if (project is not null && dataDate is null) warnings.Add(new PlanWarning("no_data_date", project.Line, "last_recalc_date", []));
        var custom = new XerCustomFields(tables).By("task_id");
        return new PlanFile
        {
            Format = PlanFormat.Xer, Mode = PlanMode.P6, Name = ProjectName(), Start = start, DataDate = dataDate, MustFinishBy = project?.Date("plan_end_date", warnings),
            Options = Options(), CalendarUid = project?.Number("clndr_id") ?? calendars.FirstOrDefault()?.Uid, Calendars = calendars,
            Tasks = [.. tasks.Select(t => t.Uid is { } uid && custom.TryGetValue(uid, out var values) ? t with { Custom = values } : t)], Links = links,
            Resources = Resources(), Assignments = Assignments(keys), Warnings = warnings, Dropped = tables.Unread,
        };
    }

    /// <summary>The first project that has activities and is no baseline of another.</summary>
    private XerRow? ChooseProject()
    {
        var used = tables["TASK"].Select(t => t.Text("proj_id")).ToHashSet();
        var projects = tables["PROJECT"].Where(p => used.Contains(p.Text("proj_id"))).ToList();
        var chosen = projects.Find(p => p.Text("orig_proj_id") is null) ?? projects.FirstOrDefault() ?? (tables["PROJECT"] is [var first, ..] ? first : null);
        if (chosen is null) warnings.Add(new PlanWarning("no_project", null, "PROJECT", []));
        else if (projects.Count > 1) warnings.Add(new PlanWarning("several_projects", chosen.Line, "PROJECT", [$"{projects.Count}", chosen.Text("proj_short_name") ?? ""]));
        return chosen;
    }

    private IReadOnlyList<XerRow> Own(string table)
    {
        var id = project?.Text("proj_id");
        return id is null ? tables[table] : [.. tables[table].Where(r => r.Text("proj_id") is not { } other || other == id)];
    }

    private string? ProjectName() => Own("PROJWBS").FirstOrDefault(w => w.Flag("proj_node_flag"))?.Text("wbs_name") ?? project?.Text("proj_short_name");

    private DateTime Start(IReadOnlyList<PlanTask> tasks)
    {
        if (project?.Date("plan_start_date", warnings) is { } own) return own;
        var known = tasks.Select(t => t.ActualStart).OfType<DateTime>().ToList();
        if (known.Count > 0) return known.Min();
        if (fallback is { } given) return given;
        return tables.Header.Count > 2 && DateTime.TryParse(tables.Header[2], CultureInfo.InvariantCulture, out var exported) ? exported.Date.AddHours(8)
            : throw new PlanFileException("no_start", "The file has no project start and no other date to begin at.", 1, "plan_start_date");
    }

    private PlanOptions Options()
    {
        var row = Own("SCHEDOPTIONS") is [var first, ..] ? first : null;
        return new PlanOptions
        {
            Progress = row is null || row.Flag("sched_retained_logic") ? ProgressLogic.Retained : row.Flag("sched_progress_override") ? ProgressLogic.Override : ProgressLogic.ActualDates,
            LagCalendar = XerWords.LagCalendars.TryGetValue(row?.Text("sched_calendar_on_relationship_lag") ?? "", out var lag) ? lag : null,
            FloatBasis = XerWords.Floats.TryGetValue(row?.Text("sched_float_type") ?? "", out var basis) ? basis : null,
            OpenEndsAreCritical = row?.Flag("sched_open_critical_flag") ?? false,
            StartLagFromEarlyStart = row?.Flag("sched_lag_early_start_flag") ?? true,
            CriticalFloat = project?.Minutes("critical_drtn_hr_cnt", warnings) ?? 0,
            CriticalIsLongestPath = project?.Text("critical_path_type") == "CT_DrivPath",
        };
    }

    private List<CalendarDefinition> Calendars()
    {
        var calendars = new List<CalendarDefinition>();
        foreach (var row in tables["CALENDAR"])
        {
            if (row.Number("clndr_id") is not { } uid) continue;
            var name = row.Text("clndr_name") ?? $"{uid}";
            var days = row.Text("clndr_data") is { } data ? XerCalendarText.Read(data) : null;
            if (days is null) warnings.Add(new PlanWarning("calendar_without_hours", row.Line, "clndr_data", [name]));
            calendars.Add(new CalendarDefinition { Uid = uid, Name = name, BaseUid = row.Number("base_clndr_id"), Week = days?.Week ?? new WorkingDay?[7], Exceptions = days?.Exceptions ?? [] });
        }
        return calendars;
    }

    private List<PlanResource> Resources() =>
    [
        .. from row in tables["RSRC"]
           let uid = row.Number("rsrc_id")
           where uid is not null
           select new PlanResource(uid.Value, row.Text("rsrc_name") ?? row.Text("rsrc_short_name") ?? "", row.Text("rsrc_type") == "RT_Mat" ? ResourceType.Material : ResourceType.Work, 1, row.Number("clndr_id"), null, row.Text("email_addr")),
    ];

    private List<PlanAssignment> Assignments(Dictionary<int, int> keys) =>
    [
        .. from row in Own("TASKRSRC")
           let task = row.Number("task_id")
           let resource = row.Number("rsrc_id")
           where task is not null && resource is not null && keys.ContainsKey(task.Value)
           select new PlanAssignment(keys[task.Value], resource.Value, row.Real("target_qty_per_hr", warnings) ?? 1, row.Minutes("target_qty", warnings), row.Number("taskrsrc_id")),
    ];
}
