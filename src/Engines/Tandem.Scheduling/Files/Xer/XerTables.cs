namespace Tandem.Scheduling.Files;

/// <summary>The tables of an XER file: <c>%T</c> name, <c>%F</c> field names, <c>%R</c> rows, tab separated.</summary>
internal sealed class XerTables
{
    private static readonly HashSet<string> Read =
    [
        "PROJECT", "CALENDAR", "SCHEDOPTIONS", "PROJWBS", "TASK", "TASKPRED", "RSRC", "TASKRSRC", "UDFTYPE", "UDFVALUE", "ACTVTYPE", "ACTVCODE", "TASKACTV",
    ];

    private readonly Dictionary<string, List<XerRow>> tables = [];

    private XerTables(string header) => Header = header.Split('\t');

    /// <summary>The cells of the ERMHDR line: version, date of export, …</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Tables that hold rows but are not read.</summary>
    public List<string> Unread { get; } = [];

    public IReadOnlyList<XerRow> this[string name] => tables.TryGetValue(name, out var rows) ? rows : [];

    public bool Has(string name) => tables.ContainsKey(name);

    public static XerTables Parse(string text)
    {
        if (!text.StartsWith("ERMHDR", StringComparison.Ordinal)) throw new PlanFileException("not_xer", "The file does not begin with ERMHDR: it is no Primavera XER.", 1);
        XerTables? tables = null;
        var (fields, rows, number) = (new Dictionary<string, int>(), default(List<XerRow>), 0);
        foreach (var part in text.AsSpan().EnumerateLines())
        {
            number++;
            if (tables is null) tables = new XerTables(part.ToString());
            else if (part.StartsWith("%T")) rows = tables.Open(Cell(part));
            else if (part.StartsWith("%F")) fields = Fields(part.ToString());
            else if (part.StartsWith("%R") && rows is not null) rows.Add(new XerRow(number, fields, part.ToString().Split('\t')));
            if (rows?.Count > PlanFileLimits.Links) throw new PlanFileException("too_many_rows", $"A table has more than {PlanFileLimits.Links} rows.", number);
        }
        return tables!;
    }

    private List<XerRow>? Open(string name)
    {
        if (!Read.Contains(name))
        {
            if (!Unread.Contains(name)) Unread.Add(name);
            return null;
        }
        return tables.TryGetValue(name, out var rows) ? rows : tables[name] = [];
    }

    private static string Cell(ReadOnlySpan<char> line) => line[2..].Trim().ToString();

    private static Dictionary<string, int> Fields(string line)
    {
        var fields = new Dictionary<string, int>();
        var cells = line.Split('\t');
        for (var i = 1; i < cells.Length; i++) fields.TryAdd(cells[i].Trim(), i);
        return fields;
    }
}
