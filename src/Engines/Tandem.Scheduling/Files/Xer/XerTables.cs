using System.Text;

namespace Tandem.Scheduling.Files;

/// <summary>The tables of an XER file: <c>%T</c> name, <c>%F</c> field names, <c>%R</c> rows, tab separated.</summary>
internal sealed class XerTables
{
    private readonly Dictionary<string, XerTable> tables = [];
    private readonly List<XerTable> order = [];

    private XerTables(string header) => Header = header;

    /// <summary>The ERMHDR line: version, date of export, …</summary>
    public string Header { get; }

    /// <summary>The line behind the last one, where the file does not end with <c>%E</c>.</summary>
    public int? CutOff { get; private set; }

    /// <summary>All tables, in the file's order.</summary>
    public IReadOnlyList<XerTable> All => order;

    public IReadOnlyList<XerRow> this[string name] => tables.TryGetValue(name, out var table) ? table.Rows : [];

    public bool Has(string name) => tables.ContainsKey(name);

    public XerTable Named(string name) => tables[name];

    public static XerTables Parse(string text)
    {
        if (!text.StartsWith("ERMHDR", StringComparison.Ordinal)) throw new PlanFileException("not_xer", "The file does not begin with ERMHDR: it is no Primavera XER.", 1);
        XerTables? tables = null;
        var (fields, table, number, ended) = (new Dictionary<string, int>(), default(XerTable), 0, false);
        foreach (var part in text.AsSpan().Split(text.Contains('\n', StringComparison.Ordinal) ? '\n' : '\r'))
        {
            number++;
            var line = text.AsSpan(part).TrimEnd('\r');
            if (tables is null) tables = new XerTables(line.ToString());
            else if (line.StartsWith("%T")) table = tables.Open(line[2..].Trim().ToString());
            else if (line.StartsWith("%F")) fields = Fields(line.ToString(), table);
            else if (line.StartsWith("%R") && table is not null) table.Rows.Add(new XerRow(number, fields, line.ToString().Split('\t')));
            else if (line.StartsWith("%E")) ended = true;
            if (table?.Rows.Count > PlanFileLimits.Links) throw new PlanFileException("too_many_rows", $"A table has more than {PlanFileLimits.Links} rows.", number);
        }
        if (!ended) tables!.CutOff = number;
        return tables!;
    }

    private XerTable Open(string name)
    {
        if (tables.TryGetValue(name, out var known)) return known;
        var table = new XerTable(name);
        order.Add(table);
        return tables[name] = table;
    }

    private static Dictionary<string, int> Fields(string line, XerTable? table)
    {
        var fields = new Dictionary<string, int>();
        var cells = line.Split('\t');
        for (var i = 1; i < cells.Length; i++)
        {
            if (fields.TryAdd(cells[i].Trim(), i)) table?.Declare(cells[i].Trim());
        }
        return fields;
    }
}

/// <summary>One table: its fields in the file's order, and its rows.</summary>
internal sealed class XerTable(string name)
{
    private readonly Dictionary<string, int> places = [];

    /// <summary>Place of each field in a row's cells, of which the first is no field.</summary>
    public Dictionary<string, int> Places => places;
    public string Name => name;
    public List<string> Fields { get; } = [];
    public List<XerRow> Rows { get; } = [];

    /// <summary>The field's place; a new one comes last.</summary>
    public int Declare(string field)
    {
        if (places.TryGetValue(field, out var at)) return at - 1;
        Fields.Add(field);
        return (places[field] = Fields.Count) - 1;
    }

    public bool Has(string field) => places.ContainsKey(field);

    /// <summary>A row's cells in the order of the fields, tab separated.</summary>
    public string Cells(XerRow row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Fields.Count; i++)
        {
            if (i > 0) text.Append('\t');
            text.Append(row.Text(Fields[i]));
        }
        return text.ToString();
    }
}
