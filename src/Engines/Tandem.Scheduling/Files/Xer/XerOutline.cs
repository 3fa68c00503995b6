namespace Tandem.Scheduling.Files;

/// <summary>
/// PROJWBS as summaries, each followed by its activities and then the nodes below it; the project's own node is left out. A node whose parent isn't in the file, and one of a circle of
/// nodes, stands at the top.
/// </summary>
internal sealed class XerOutline
{
    /// <summary>Where the project's own nodes are kept, and what is under none.</summary>
    private const int Roots = -1, Top = 0;
    private readonly Dictionary<int, List<XerRow>> below = [];
    private readonly List<XerRow> nodes;
    private readonly Dictionary<int, List<XerRow>> tasks = [];
    private readonly List<PlanWarning> warnings;
    private readonly XerLeftovers left;
    private readonly HashSet<int> keys = [];
    private int free = 1_500_000_000;
    private readonly List<PlanTask> rows = [];

    public XerOutline(IEnumerable<XerRow> nodes, IReadOnlyList<XerRow> tasks, XerLeftovers left, List<PlanWarning> warnings)
    {
        (this.left, this.warnings) = (left, warnings);
        var known = new HashSet<int>();
        this.nodes = [.. nodes.Where(n => n.Number("wbs_id") is { } id && known.Add(id)).OrderBy(n => n.Number("seq_num") ?? 0)];
        foreach (var node in this.nodes) List(below, node.Flag("proj_node_flag") ? Roots : node.Number("parent_wbs_id") is { } parent && known.Contains(parent) ? parent : Top).Add(node);
        foreach (var task in tasks) List(this.tasks, task.Number("wbs_id") is { } wbs && known.Contains(wbs) ? wbs : Top).Add(task);
    }

    /// <summary>All rows, each under a key of its own.</summary>
    public IReadOnlyList<PlanTask> Rows()
    {
        var seen = new HashSet<int>();
        foreach (var root in Enumerable.Reverse(below.GetValueOrDefault(Roots) ?? [])) AddFrom((Id(root), null, null, ""), seen);
        AddFrom((Top, null, null, ""), seen);
        foreach (var node in nodes.Where(node => !seen.Contains(Id(node)))) AddFrom((Id(node), node, null, node.Text("wbs_short_name") ?? ""), seen);
        return rows;
    }

    private static int Id(XerRow node) => node.Number("wbs_id")!.Value;

    private void AddFrom((int Wbs, XerRow? Node, int? Parent, string Path) first, HashSet<int> seen)
    {
        var open = new Stack<(int Wbs, XerRow? Node, int? Parent, string Path)>([first]);
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at.Wbs)) continue;
            var parent = at.Node is null ? at.Parent : AddSummary(at.Node, at.Parent, at.Path);
            foreach (var task in tasks.GetValueOrDefault(at.Wbs) ?? []) AddTask(task, parent);
            foreach (var node in Enumerable.Reverse(below.GetValueOrDefault(at.Wbs) ?? []))
            {
                var name = node.Text("wbs_short_name") ?? "";
                open.Push((Id(node), node, parent, at.Path.Length == 0 ? name : $"{at.Path}.{name}"));
            }
        }
    }

    private int AddSummary(XerRow node, int? parent, string path)
    {
        var key = Key(-Id(node));
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
        var key = Key(uid is >= 0 ? uid : null);
        if (uid is not null && key != uid) warnings.Add(new PlanWarning("duplicate_uid", row.Line, "task_id", [$"{uid}", $"{key}"]));
        rows.Add(new XerTask(row, warnings).Read(key, uid, parent, Level(parent)) with { Extra = left.Of("TASK", row) });
    }

    /// <summary>The key wished for where it is free, else the next free one.</summary>
    private int Key(int? wish)
    {
        if (wish is { } own && keys.Add(own)) return own;
        while (!keys.Add(free)) free++;
        return free;
    }

    private static List<XerRow> List(Dictionary<int, List<XerRow>> lists, int key) => lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
