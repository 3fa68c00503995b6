namespace Tandem.Scheduling.Files;

/// <summary>Collects the tasks of a file, finds their parents by outline level and their links by UID.</summary>
internal sealed class MspdiTasks(List<PlanWarning> warnings)
{
    private readonly List<PlanTask> tasks = [];
    private readonly List<(int Task, LinedElement Element)> links = [];
    private readonly HashSet<int> keys = [];
    private readonly MspdiOutline outline = new();

    /// <summary>Keys of rows that stand for tasks of other projects.</summary>
    private readonly HashSet<int> stands = [];
    private int free = 1_000_000_000;

    public PlanTask? Root { get; private set; }
    public List<PlanLink> Links { get; } = [];
    public List<ExternalLink> External { get; } = [];
    public MspdiCustomFields Custom { get; } = new();

    /// <summary>Whether a row, other than row 0, has this UID.</summary>
    public bool Has(int uid) => keys.Contains(uid) && uid != Root?.Key;

    /// <summary>The row's key; null where it is empty.</summary>
    public int? Add(LinedElement element)
    {
        var fields = new Fields(element, warnings);
        if (fields.IsSet("IsNull")) return null;
        if (tasks.Count >= PlanFileLimits.Rows) throw new PlanFileException("too_many_rows", $"The file has more than {PlanFileLimits.Rows} tasks.", element.Line, "Task");
        var uid = fields.Number("UID");
        var level = fields.Number("OutlineLevel") ?? 1;
        fields.Owner = $"Task {uid}";
        if (level > PlanFileLimits.Levels) throw new PlanFileException("outline_too_deep", $"The outline has more than {PlanFileLimits.Levels} levels.", element.Line, "OutlineLevel");
        var predecessors = fields.TakeAll("PredecessorLink").ToList();
        var root = uid == 0 && tasks.Count == 0;
        var wbs = Wbs(fields, root ? "0" : outline.Next(level));
        var task = MspdiTask.Read(fields, Key(uid, element.Line), Custom, warnings) with { Uid = uid, OutlineLevel = level, Wbs = wbs };
        if (root)
        {
            Root = predecessors.Count > 0 ? task with { Extra = MspdiExtra.With(task.Extra, predecessors) } : task;
            return task.Key;
        }
        foreach (var predecessor in predecessors) links.Add((tasks.Count, predecessor));
        if (links.Count > PlanFileLimits.Links) throw new PlanFileException("too_many_links", $"The file has more than {PlanFileLimits.Links} links.", element.Line, "PredecessorLink");
        if (task.External) stands.Add(task.Key);
        tasks.Add(task);
        return task.Key;
    }

    /// <summary>A code of one's own stays in the leftover, as do wrong numbers.</summary>
    private static string? Wbs(Fields fields, string number)
    {
        var wbs = fields.Peek("WBS") ?? fields.Peek("OutlineNumber");
        fields.Drop("WBS", number);
        fields.Drop("OutlineNumber", number);
        return wbs;
    }

    /// <summary>After the last task: links whose predecessors exist, durations that the file left out.</summary>
    public IReadOnlyList<PlanTask> Finish(int minutesPerDay, IEnumerable<CalendarDefinition> calendars)
    {
        foreach (var group in links.GroupBy(l => l.Task))
        {
            var refused = group.Where(l => !AddLink(l.Task, l.Element)).Select(l => l.Element).ToList();
            if (refused.Count > 0) tasks[group.Key] = tasks[group.Key] with { Extra = MspdiExtra.With(tasks[group.Key].Extra, refused) };
        }
        var known = calendars.Select(c => c.Uid).ToHashSet();
        for (var i = 0; i < tasks.Count; i++)
        {
            var task = tasks[i];
            if (task.Duration < 0) tasks[i] = task with { Duration = Guess(task, minutesPerDay) };
            if (task.CalendarUid is { } uid && !known.Contains(uid)) warnings.Add(new PlanWarning("unknown_calendar", null, "CalendarUID", [$"{task.Uid}", $"{uid}"]));
        }
        return Outline.Of(tasks);
    }

    private int Key(int? uid, int line)
    {
        if (uid is { } own && keys.Add(own)) return own;
        while (!keys.Add(free)) free++;
        if (uid is not null) warnings.Add(new PlanWarning("duplicate_uid", line, "UID", [$"{uid}", $"{free}"]));
        return free;
    }

    private static long Guess(PlanTask task, int minutesPerDay) => task.Type is ActivityType.Milestone or ActivityType.Summary ? 0
        : task.Stored is { Start: { } start, Finish: { } finish } && finish >= start ? Math.Max(0, WorkCalendar.Standard.Between(start, finish)) : minutesPerDay;

    /// <summary>False where the link can't be kept as one; its element then stays in the task's leftover.</summary>
    private bool AddLink(int at, LinedElement element)
    {
        var task = tasks[at];
        var fields = new Fields(element.Copy(), warnings) { Owner = $"Task {task.Uid}" };
        var from = fields.Number("PredecessorUID");
        var type = fields.Number("Type") ?? 1;
        var cross = (fields.Flag("CrossProject") ?? false) || (fields.Peek("CrossProjectName") is not null && !(from is { } known && keys.Contains(known)));
        if (cross && from is { } stand && keys.Contains(stand) && stands.Contains(stand)) cross = false;
        if (from is not { } key || cross || !keys.Contains(key) || key == task.Key || key == Root?.Key || type is < 0 or > 3)
        {
            if (cross && type is >= 0 and <= 3) External.Add(MspdiExternalLink.Of(task, fields, from, MspdiText.Links[type]));
            warnings.Add(Refusal(task, from, type, cross, element.Line));
            return false;
        }
        var format = fields.Number("LagFormat");
        var unit = MspdiText.LagUnitOf(format);
        var lag = fields.Real("LinkLag") ?? 0;
        Links.Add(new PlanLink(key, task.Key, MspdiText.Links[type], unit is LagUnit.Percent or LagUnit.ElapsedPercent ? lag : lag / 10, unit, format, fields.Rest()));
        return true;
    }

    private static PlanWarning Refusal(PlanTask task, int? from, int type, bool cross, int line) => cross
        ? new PlanWarning("cross_project", line, "PredecessorUID", [$"{task.Uid}", $"{from}"])
        : type is < 0 or > 3 ? new PlanWarning("link_type_left_out", line, "Type", [$"{from}", $"{task.Uid}", $"{type}"])
        : from == task.Uid ? new PlanWarning("link_to_itself", line, "PredecessorUID", [$"{from}"])
        : new PlanWarning("unknown_predecessor", line, "PredecessorUID", [$"{task.Uid}", $"{from}"]);
}
