namespace Tandem.Scheduling.Files;

/// <summary>What a column of a plan as a table holds. Custom is a field of its own, kept by its heading; ignored ones follow from the plan.</summary>
public enum PlanColumn { Id, Name, Duration, Percent, Start, Finish, Predecessors, Level, Wbs, Notes, Deadline, Milestone, Custom, Ignored }

/// <summary>Columns by their headings, in English, Chinese and German.</summary>
internal static class CsvColumns
{
    private static readonly Dictionary<string, PlanColumn> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = PlanColumn.Id, ["no"] = PlanColumn.Id, ["nr"] = PlanColumn.Id, ["#"] = PlanColumn.Id, ["uid"] = PlanColumn.Id, ["标识号"] = PlanColumn.Id, ["编号"] = PlanColumn.Id, ["序号"] = PlanColumn.Id,
        ["name"] = PlanColumn.Name, ["task"] = PlanColumn.Name, ["taskname"] = PlanColumn.Name, ["activity"] = PlanColumn.Name, ["activityname"] = PlanColumn.Name, ["vorgangsname"] = PlanColumn.Name, ["vorgang"] = PlanColumn.Name,
        ["任务名称"] = PlanColumn.Name, ["名称"] = PlanColumn.Name, ["任务"] = PlanColumn.Name, ["工作项"] = PlanColumn.Name, ["工作名称"] = PlanColumn.Name, ["活动名称"] = PlanColumn.Name,
        ["duration"] = PlanColumn.Duration, ["durationdays"] = PlanColumn.Duration, ["days"] = PlanColumn.Duration, ["dauer"] = PlanColumn.Duration, ["工期"] = PlanColumn.Duration, ["持续时间"] = PlanColumn.Duration,
        ["%complete"] = PlanColumn.Percent, ["complete"] = PlanColumn.Percent, ["percentcomplete"] = PlanColumn.Percent, ["progress"] = PlanColumn.Percent, ["%abgeschlossen"] = PlanColumn.Percent, ["完成百分比"] = PlanColumn.Percent, ["进度"] = PlanColumn.Percent,
        ["start"] = PlanColumn.Start, ["startdate"] = PlanColumn.Start, ["anfang"] = PlanColumn.Start, ["开始时间"] = PlanColumn.Start, ["开始日期"] = PlanColumn.Start, ["开始"] = PlanColumn.Start, ["计划开始"] = PlanColumn.Start,
        ["finish"] = PlanColumn.Finish, ["end"] = PlanColumn.Finish, ["enddate"] = PlanColumn.Finish, ["finishdate"] = PlanColumn.Finish, ["duedate"] = PlanColumn.Finish, ["ende"] = PlanColumn.Finish, ["完成时间"] = PlanColumn.Finish, ["结束时间"] = PlanColumn.Finish, ["结束日期"] = PlanColumn.Finish, ["完成日期"] = PlanColumn.Finish, ["完成"] = PlanColumn.Finish, ["结束"] = PlanColumn.Finish, ["计划完成"] = PlanColumn.Finish,
        ["predecessors"] = PlanColumn.Predecessors, ["predecessor"] = PlanColumn.Predecessors, ["dependson"] = PlanColumn.Predecessors, ["vorgänger"] = PlanColumn.Predecessors, ["前置任务"] = PlanColumn.Predecessors, ["紧前任务"] = PlanColumn.Predecessors, ["前置活动"] = PlanColumn.Predecessors,
        ["outlinelevel"] = PlanColumn.Level, ["level"] = PlanColumn.Level, ["gliederungsebene"] = PlanColumn.Level, ["大纲级别"] = PlanColumn.Level,
        ["wbs"] = PlanColumn.Wbs, ["outlinenumber"] = PlanColumn.Wbs, ["psp-code"] = PlanColumn.Wbs, ["大纲数字"] = PlanColumn.Wbs,
        ["notes"] = PlanColumn.Notes, ["note"] = PlanColumn.Notes, ["notizen"] = PlanColumn.Notes, ["备注"] = PlanColumn.Notes,
        ["deadline"] = PlanColumn.Deadline, ["stichtag"] = PlanColumn.Deadline, ["最后期限"] = PlanColumn.Deadline, ["截止日期"] = PlanColumn.Deadline,
        ["milestone"] = PlanColumn.Milestone, ["meilenstein"] = PlanColumn.Milestone, ["里程碑"] = PlanColumn.Milestone,
    };

    /// <summary>What our own table holds beside what it reads: computed anew.</summary>
    private static readonly HashSet<string> Computed = new(StringComparer.OrdinalIgnoreCase) { "type", "state", "totalfloat(min)", "critical", "due" };

    /// <summary>What trackers call a task's name; beside a name it is something else (Project's Summary is yes or no).</summary>
    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase) { "summary", "title", "subject", "标题" };

    /// <summary>What each column most likely holds, by its heading: each meaning once, the rest as fields of their own.</summary>
    public static IReadOnlyList<PlanColumn> Guess(IReadOnlyList<string> headings)
    {
        var columns = new PlanColumn[headings.Count];
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].TrimStart('\'').Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
            columns[i] = Headings.TryGetValue(heading, out var column) && !columns[..i].Contains(column) ? column : heading.Length == 0 || Computed.Contains(heading) ? PlanColumn.Ignored : PlanColumn.Custom;
        }
        if (!columns.Contains(PlanColumn.Name) && headings.ToList().FindIndex(heading => Titles.Contains(heading.Trim())) is >= 0 and var title) columns[title] = PlanColumn.Name;
        return columns;
    }
}
