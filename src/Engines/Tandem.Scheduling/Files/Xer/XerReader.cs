using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>Puts a plan together from the tables of an XER file.</summary>
internal sealed class XerReader
{
    private readonly XerTables tables;
    private readonly List<PlanWarning> warnings = [];
    private readonly XerRow? project;
    private readonly DateTime? fallback;
    private readonly XerLeftovers left;

    private XerReader(XerTables tables, DateTime? fallback, string? wanted)
    {
        (this.tables, this.fallback) = (tables, fallback);
        project = ChooseProject(wanted);
        left = new XerLeftovers(tables, project?.Text("proj_id"));
    }

    public static PlanFile Read(Stream stream, DateTime? fallback, string? wanted)
    {
        var tables = XerTables.Parse(PlanText.Read(stream));
        if (!tables.Has("TASK")) throw new PlanFileException("no_activities", "The file has no TASK table, so no activities.", null, "TASK");
        return new XerReader(tables, fallback, wanted).Read();
    }

    private PlanFile Read()
    {
        if (tables.CutOff is { } last) warnings.Add(new PlanWarning("cut_off", last, null, []));
        var tasks = new XerOutline(Own("PROJWBS"), Own("TASK"), left, warnings).Rows();
        var keys = tasks.Where(t => t.Uid is not null).GroupBy(t => t.Uid!.Value).ToDictionary(g => g.Key, g => g.First().Key);
        var related = new XerLinks(Own("TASKPRED"), keys, tasks, new XerOthers(tables), left, warnings);
        var links = related.Links();
        var (calendars, resources) = (Calendars(), new XerResources(tables, left).Resources());
        var assignments = new XerResources(tables, left).Assignments(Own("TASKRSRC"), keys, resources.Where(r => r.Type == ResourceType.Material).Select(r => r.Uid).ToHashSet(), warnings);
        var start = Start(tasks);
        var dataDate = project?.Date("last_recalc_date", warnings);
        if (project is not null && dataDate is null) warnings.Add(new PlanWarning("no_data_date", project.Line, "last_recalc_date", []));
        Check(tasks, calendars, dataDate);
        var assigned = assignments.ToLookup(a => a.TaskKey);
        var (custom, costs, inactive) = (new XerCustomFields(tables).By("task_id"), XerCosts.ByTask(Own("PROJCOST")), XerInactive.Types(tables));
        return new PlanFile
        {
            Format = PlanFormat.Xer, Mode = PlanMode.P6, Name = ProjectName(), Start = start, DataDate = dataDate, MustFinishBy = project?.Date("plan_end_date", warnings),
            Options = XerOptions.Read(Own("SCHEDOPTIONS") is [var first, ..] ? first : null, project, warnings), CalendarUid = project?.Number("clndr_id") ?? calendars.FirstOrDefault()?.Uid, Calendars = calendars,
            Tasks = [.. tasks.Select(t => t.Uid is { } uid ? XerInactive.Restore(XerCosts.Add(t with { Custom = custom.GetValueOrDefault(uid, t.Custom) }, costs[uid], assigned[t.Key]), inactive) : t)], Links = links, ExternalLinks = related.External,
            Resources = resources, Assignments = assignments, Warnings = warnings, Extra = left.Rest(),
        };
    }

    /// <summary>Tells what is odd about activities as they stand among each other.</summary>
    private void Check(IReadOnlyList<PlanTask> tasks, List<CalendarDefinition> calendars, DateTime? dataDate)
    {
        var (known, codes) = (calendars.Select(c => c.Uid).ToHashSet(), new HashSet<string>());
        if (tasks.All(t => t.Type == ActivityType.Summary)) warnings.Add(new PlanWarning("no_activities", null, "TASK", []));
        foreach (var task in tasks.Where(t => t.Type != ActivityType.Summary))
        {
            var name = task.Code ?? task.Name;
            if (task.CalendarUid is { } uid && !known.Contains(uid)) warnings.Add(new PlanWarning("unknown_calendar", null, "clndr_id", [name, $"{uid}"]));
            if (task.Code is { } code && !codes.Add(code)) warnings.Add(new PlanWarning("duplicate_code", null, "task_code", [code]));
            if (task.ActualStart > dataDate || task.ActualFinish > dataDate) warnings.Add(new PlanWarning("actual_after_data_date", null, "act_start_date", [name]));
        }
    }

    /// <summary>The project asked for, else the first that has activities and is no baseline of another.</summary>
    private XerRow? ChooseProject(string? wanted)
    {
        var used = tables["TASK"].Select(t => t.Text("proj_id")).ToHashSet();
        var projects = tables["PROJECT"].Where(p => used.Contains(p.Text("proj_id"))).ToList();
        var names = string.Join(", ", projects.Select(ShortName));
        var chosen = wanted is not null ? tables["PROJECT"].FirstOrDefault(p => ShortName(p) == wanted) ?? throw new PlanFileException("no_such_project", $"The file has no project {wanted}; it has: {names}.", null, "proj_short_name")
            : projects.Find(p => p.Text("orig_proj_id") is null) ?? projects.FirstOrDefault() ?? (tables["PROJECT"] is [var first, ..] ? first : null);
        if (chosen is null) warnings.Add(new PlanWarning("no_project", null, "PROJECT", []));
        else if (projects.Count > 1) warnings.Add(new PlanWarning("several_projects", chosen.Line, "PROJECT", [$"{projects.Count}", ShortName(chosen), string.Join(", ", projects.Where(p => p != chosen).Select(ShortName))]));
        return chosen;
    }

    private static string ShortName(XerRow project) => project.Text("proj_short_name") ?? project.Text("proj_id") ?? "";

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
        return tables.Header.Split('\t') is [_, _, var day, ..] && DateTime.TryParse(day, CultureInfo.InvariantCulture, out var exported) ? exported.Date.AddHours(8)
            : throw new PlanFileException("no_start", "The file has no project start and no other date to begin at.", 1, "plan_start_date");
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
            calendars.Add(new CalendarDefinition { Uid = uid, Name = name, BaseUid = row.Number("base_clndr_id"), Week = days?.Week ?? new WorkingDay?[7], Exceptions = days?.Exceptions ?? [], Extra = left.Of("CALENDAR", row) });
        }
        PlanFileLimits.CheckDays(calendars);
        return calendars;
    }
}
