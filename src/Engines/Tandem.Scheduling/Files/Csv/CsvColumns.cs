namespace Tandem.Scheduling.Files;

/// <summary>What a column of a plan as CSV holds.</summary>
internal enum CsvColumn { Id, Name, Duration, Percent, Start, Finish, Predecessors, Level, Wbs, Notes, Deadline, Milestone }

/// <summary>Columns by their headings, in English, Chinese and German.</summary>
internal static class CsvColumns
{
    private static readonly Dictionary<string, CsvColumn> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = CsvColumn.Id, ["no"] = CsvColumn.Id, ["nr"] = CsvColumn.Id, ["#"] = CsvColumn.Id, ["uid"] = CsvColumn.Id, ["标识号"] = CsvColumn.Id, ["编号"] = CsvColumn.Id, ["序号"] = CsvColumn.Id,
        ["name"] = CsvColumn.Name, ["task"] = CsvColumn.Name, ["taskname"] = CsvColumn.Name, ["activity"] = CsvColumn.Name, ["activityname"] = CsvColumn.Name, ["vorgangsname"] = CsvColumn.Name, ["vorgang"] = CsvColumn.Name,
        ["任务名称"] = CsvColumn.Name, ["名称"] = CsvColumn.Name, ["任务"] = CsvColumn.Name, ["工作项"] = CsvColumn.Name,
        ["duration"] = CsvColumn.Duration, ["durationdays"] = CsvColumn.Duration, ["days"] = CsvColumn.Duration, ["dauer"] = CsvColumn.Duration, ["工期"] = CsvColumn.Duration, ["持续时间"] = CsvColumn.Duration,
        ["%complete"] = CsvColumn.Percent, ["complete"] = CsvColumn.Percent, ["percentcomplete"] = CsvColumn.Percent, ["progress"] = CsvColumn.Percent, ["%abgeschlossen"] = CsvColumn.Percent, ["完成百分比"] = CsvColumn.Percent, ["进度"] = CsvColumn.Percent,
        ["start"] = CsvColumn.Start, ["startdate"] = CsvColumn.Start, ["anfang"] = CsvColumn.Start, ["开始时间"] = CsvColumn.Start, ["开始日期"] = CsvColumn.Start, ["开始"] = CsvColumn.Start,
        ["finish"] = CsvColumn.Finish, ["end"] = CsvColumn.Finish, ["enddate"] = CsvColumn.Finish, ["finishdate"] = CsvColumn.Finish, ["ende"] = CsvColumn.Finish, ["完成时间"] = CsvColumn.Finish, ["结束时间"] = CsvColumn.Finish, ["结束日期"] = CsvColumn.Finish,
        ["predecessors"] = CsvColumn.Predecessors, ["predecessor"] = CsvColumn.Predecessors, ["dependson"] = CsvColumn.Predecessors, ["vorgänger"] = CsvColumn.Predecessors, ["前置任务"] = CsvColumn.Predecessors,
        ["outlinelevel"] = CsvColumn.Level, ["level"] = CsvColumn.Level, ["gliederungsebene"] = CsvColumn.Level, ["大纲级别"] = CsvColumn.Level,
        ["wbs"] = CsvColumn.Wbs, ["outlinenumber"] = CsvColumn.Wbs, ["psp-code"] = CsvColumn.Wbs, ["大纲数字"] = CsvColumn.Wbs,
        ["notes"] = CsvColumn.Notes, ["note"] = CsvColumn.Notes, ["notizen"] = CsvColumn.Notes, ["备注"] = CsvColumn.Notes,
        ["deadline"] = CsvColumn.Deadline, ["stichtag"] = CsvColumn.Deadline, ["最后期限"] = CsvColumn.Deadline, ["截止日期"] = CsvColumn.Deadline,
        ["milestone"] = CsvColumn.Milestone, ["meilenstein"] = CsvColumn.Milestone, ["里程碑"] = CsvColumn.Milestone,
    };

    /// <summary>Each known column's position; unknown headings go to <paramref name="unknown"/>.</summary>
    public static Dictionary<CsvColumn, int> Of(IReadOnlyList<string> headings, ICollection<string> unknown)
    {
        var columns = new Dictionary<CsvColumn, int>();
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].TrimStart('\'').Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
            if (!Headings.TryGetValue(heading, out var column) || !columns.TryAdd(column, i)) unknown.Add(headings[i]);
        }
        return columns;
    }
}
