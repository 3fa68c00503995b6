using System.Text;

namespace Tandem.Scheduling.Files;

/// <summary>
/// What an XER file says beyond the plan, so that its way out loses nothing. A plan row's leftover is the lines of its own table row and of all rows of other
/// tables that belong to it (<c>TABLE</c>, then the cells, tab separated), so that they go when it goes; the plan's leftover is the file without those lines.
/// Rows of the file's other projects stay there too; the plan's own project comes first.
/// </summary>
internal sealed class XerLeftovers
{
    /// <summary>Whose a row of another table is, by the first of these fields that has a value.</summary>
    private static readonly (string Field, string Table)[] Owners = [("taskrsrc_id", "TASKRSRC"), ("task_id", "TASK"), ("rsrc_id", "RSRC"), ("wbs_id", "PROJWBS")];

    private readonly XerTables tables;
    private readonly string? project;
    private readonly HashSet<XerRow> taken = [];
    private readonly Dictionary<(string Table, string Id), List<(XerTable Table, XerRow Row)>> belongings = [];
    private readonly Dictionary<string, string> customTables;

    public XerLeftovers(XerTables tables, string? project)
    {
        (this.tables, this.project) = (tables, project);
        customTables = tables["UDFTYPE"].Where(row => row.Text("udf_type_id") is not null).DistinctBy(row => row.Text("udf_type_id")).ToDictionary(row => row.Text("udf_type_id")!, row => row.Text("table_name") ?? "");
        taken.UnionWith(XerInactive.Marks(tables));
        foreach (var table in tables.All.Where(table => !IsOwn(table.Name)))
        {
            foreach (var row in table.Rows.Where(row => !taken.Contains(row))) Assign(table, row);
        }
    }

    /// <summary>The leftover of a plan row, which now has its lines.</summary>
    public string Of(string table, XerRow row)
    {
        taken.Add(row);
        var text = Line(tables.Named(table), row);
        var id = table switch { "TASKRSRC" => "taskrsrc_id", "TASK" => "task_id", "RSRC" => "rsrc_id", "PROJWBS" => "wbs_id", _ => null };
        if (id is null || row.Text(id) is not { } key || !belongings.TryGetValue((table, key), out var own)) return text;
        foreach (var (_, belonging) in own) taken.Add(belonging);
        return string.Join('\n', own.Select(o => Line(o.Table, o.Row)).Prepend(text));
    }

    /// <summary>The file without the lines that plan rows have.</summary>
    public string Rest()
    {
        var text = new StringBuilder(tables.Header);
        foreach (var table in tables.All)
        {
            text.Append("\n%T\t").Append(table.Name).Append("\n%F\t").AppendJoin('\t', table.Fields);
            var rows = table.Rows.Where(row => !taken.Contains(row));
            foreach (var row in table.Name == "PROJECT" ? rows.OrderBy(row => row.Text("proj_id") != project) : rows) text.Append("\n%R\t").Append(table.Cells(row));
        }
        return text.Append("\n%E").ToString();
    }

    private static string Line(XerTable table, XerRow row) => $"{table.Name}\t{table.Cells(row)}";

    private static bool IsOwn(string table) => table is "PROJECT" or "CALENDAR" or "SCHEDOPTIONS" or "PROJWBS" or "TASK" or "TASKPRED" or "RSRC" or "TASKRSRC";

    private void Assign(XerTable table, XerRow row)
    {
        var owner = table.Name == "UDFVALUE" ? (customTables.GetValueOrDefault(row.Text("udf_type_id") ?? ""), row.Text("fk_id"))
            : Owners.Where(o => row.Text(o.Field) is not null).Select(o => ((string?)o.Table, row.Text(o.Field))).FirstOrDefault();
        if (owner is not ({ } name, { } id)) return;
        if (!belongings.TryGetValue((name, id), out var rows)) belongings[(name, id)] = rows = [];
        rows.Add((table, row));
    }
}
