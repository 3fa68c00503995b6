namespace Tandem.Scheduling.Files;

/// <summary>PROJWBS as summaries, each followed by its activities and then the nodes below it; the project's own node is left out.</summary>
internal sealed class XerOutline
{
    private readonly Dictionary<int, List<XerRow>> below = [];
    private readonly Dictionary<int, List<XerRow>> tasks = [];
    private readonly List<PlanWarning> warnings;
    private readonly XerLeftovers left;
    private readonly HashSet<int> keys = [];
    private readonly List<PlanTask> rows = [];

    public XerOutline(IEnumerable<XerRow> nodes, IReadOnlyList<XerRow> tasks, XerLeftovers left, List<PlanWarning> warnings)
    {
        (this.left, this.warnings) = (left, warnings);
        var known = new HashSet<int>();
        foreach (var node in nodes.OrderBy(n => n.Number("seq_num") ?? 0))
        {
            if (node.Number("wbs_id") is not { } id || !known.Add(id)) continue;
            List(below, node.Flag("proj_node_flag") ? -1 : node.Number("parent_wbs_id") ?? 0).Add(node);
        }
        foreach (var task in tasks) List(this.tasks, task.Number("wbs_id") is { } wbs && known.Contains(wbs) ? wbs : 0).Add(task);
    }

    /// <summary>All rows, and each activity's task_id to the key it got.</summary>
    public IReadOnlyList<PlanTask> Rows()
    {
        var roots = below.GetValueOrDefault(-1) ?? [];
        var open = new Stack<(int Wbs, XerRow? Node, int? Parent, string Path)>();
        open.Push((0, null, null, ""));
        foreach (var root in roots) open.Push((root.Number("wbs_id")!.Value, null, null, ""));
        while (open.TryPop(out var at))
        {
            var parent = at.Node is null ? at.Parent : AddSummary(at.Node, at.Parent, at.Path);
            foreach (var task in tasks.GetValueOrDefault(at.Wbs) ?? []) AddTask(task, parent);
            var nodes = below.GetValueOrDefault(at.Wbs) ?? [];
            for (var i = nodes.Count - 1; i >= 0; i--)
            {
                var name = nodes[i].Text("wbs_short_name") ?? "";
                open.Push((nodes[i].Number("wbs_id")!.Value, nodes[i], parent, at.Path.Length == 0 ? name : $"{at.Path}.{name}"));
            }
        }
        return rows;
    }

    private int AddSummary(XerRow node, int? parent, string path)
    {
        var key = -node.Number("wbs_id")!.Value;
        rows.Add(new PlanTask { Key = key, Name = node.Text("wbs_name") ?? path, Wbs = path, ParentKey = parent, OutlineLevel = Level(parent), Type = ActivityType.Summary, Extra = left.Of("PROJWBS", node) });
        levels[key] = Level(parent);
        if (levels[key] > PlanFileLimits.Levels) throw new PlanFileException("outline_too_deep", $"The outline has more than {PlanFileLimits.Levels} levels.", node.Line, "parent_wbs_id");
        return key;
    }

    private readonly Dictionary<int, int> levels = [];

    private int Level(int? parent) => parent is { } key ? levels[key] + 1 : 1;

    private void AddTask(XerRow row, int? parent)
    {
        if (rows.Count >= PlanFileLimits.Rows) throw new PlanFileException("too_many_rows", $"The file has more than {PlanFileLimits.Rows} activities.", row.Line, "TASK");
        var uid = row.Number("task_id");
        var key = uid is { } own && own >= 0 && keys.Add(own) ? own : 1_500_000_000 + rows.Count;
        if (uid is not null && key != uid) warnings.Add(new PlanWarning("duplicate_uid", row.Line, "task_id", [$"{uid}", $"{key}"]));
        rows.Add(new XerTask(row, warnings).Read(key, uid, parent, Level(parent)) with { Extra = left.Of("TASK", row) });
    }

    private static List<XerRow> List(Dictionary<int, List<XerRow>> lists, int key) => lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
