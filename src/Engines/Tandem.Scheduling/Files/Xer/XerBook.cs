using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>The tables of an XER file on its way out: those it was read with, and new ones in the form of P6 23.</summary>
internal sealed class XerBook
{
    private readonly List<XerSheet> order = [];
    private readonly string header;

    /// <param name="rest">The plan's leftover; null where it came from elsewhere.</param>
    /// <param name="day">Stands as the day of export in a new file.</param>
    public XerBook(string? rest, DateTime day)
    {
        header = string.Create(CultureInfo.InvariantCulture, $"ERMHDR\t23.12\t{day:yyyy-MM-dd}\tProject\tadmin\tadmin\tdbxDatabaseNoName\tProject Management\tUSD");
        if (rest is null) return;
        var tables = XerTables.Parse(rest);
        header = tables.Header;
        foreach (var table in tables.All)
        {
            var sheet = new XerSheet(table);
            order.Add(sheet);
            foreach (var row in table.Rows) sheet.Add(table.Cells(row));
        }
    }

    public XerSheet this[string name]
    {
        get
        {
            if (order.Find(sheet => sheet.Table.Name == name) is { } known) return known;
            var (made, rank) = (new XerSheet(new XerTable(name)), XerForm.Rank(name));
            if (rank < int.MaxValue) made.Declare();
            var at = order.FindIndex(sheet => XerForm.Rank(sheet.Table.Name) > rank);
            order.Insert(at < 0 ? order.Count : at, made);
            return made;
        }
    }

    /// <summary>A row with what its leftover has, and the rows that belong to it; a new row where there is no leftover of this table.</summary>
    public XerLine Row(string table, string? leftover)
    {
        if (leftover is null || !leftover.StartsWith(table + "\t", StringComparison.Ordinal)) return this[table].New();
        var lines = leftover.Split('\n');
        foreach (var line in lines.Skip(1)) this[line[..line.IndexOf('\t')]].Add(line[(line.IndexOf('\t') + 1)..]);
        return this[table].Add(lines[0][(table.Length + 1)..]);
    }

    /// <summary>Rows of a table, which need not be there.</summary>
    public IReadOnlyList<XerLine> Rows(string name) => order.Find(sheet => sheet.Table.Name == name)?.Rows ?? [];

    /// <summary>A number for a new row, above all of the table.</summary>
    public long NextId(string table, string field) => this[table].Highest(field) + 1;

    /// <summary>A number in the row that a leftover has of a table.</summary>
    public int? Number(string table, string? leftover, string field) =>
        leftover is not null && leftover.StartsWith(table + "\t", StringComparison.Ordinal) ? new XerRow(0, this[table].Table.Places, leftover.Split('\n')[0].Split('\t')).Number(field) : null;

    public void Write(TextWriter text)
    {
        text.Write(header + "\r\n");
        foreach (var sheet in order.Where(sheet => sheet.Rows.Count > 0 || sheet.WasRead)) sheet.Write(text);
        text.Write("%E\r\n");
    }
}

/// <summary>One table on its way out.</summary>
internal sealed class XerSheet(XerTable table)
{
    public XerTable Table => table;
    public List<XerLine> Rows { get; } = [];

    private int counted;
    private long highest;

    /// <summary>The highest number that a field has in the rows so far; each row is looked at once.</summary>
    public long Highest(string field)
    {
        for (; counted < Rows.Count; counted++) highest = Math.Max(highest, Rows[counted].Read().Number(field) ?? 0);
        return highest;
    }

    /// <summary>It stood in the file that was read, be it without rows.</summary>
    public bool WasRead { get; } = table.Fields.Count > 0;

    /// <summary>Gives a new table the fields of its form.</summary>
    public void Declare()
    {
        foreach (var (field, _) in XerForm.FieldsOf(table.Name)) table.Declare(field);
    }

    public XerLine Add(string cells)
    {
        var line = new XerLine(table, cells.Split('\t'), false);
        Rows.Add(line);
        return line;
    }

    public XerLine New()
    {
        var line = new XerLine(table, [], true);
        foreach (var (field, value) in XerForm.FieldsOf(table.Name).Where(f => f.Value.Length > 0)) line.Set(field, value);
        Rows.Add(line);
        return line;
    }

    public void Write(TextWriter text)
    {
        text.Write($"%T\t{table.Name}\r\n%F\t{string.Join('\t', table.Fields)}\r\n");
        foreach (var line in Rows) text.Write($"%R\t{line.Cells()}\r\n");
    }
}
