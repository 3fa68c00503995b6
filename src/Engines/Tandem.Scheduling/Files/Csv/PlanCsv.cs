namespace Tandem.Scheduling.Files;

/// <summary>A plan as CSV, in: headings name the columns, levels or outline numbers make the outline.</summary>
public static class PlanCsv
{
    /// <summary>The file as a table. The separator is found in the first line, or said there as spreadsheets do: <c>sep=;</c>.</summary>
    /// <exception cref="PlanFileException">Empty, no text, or a quote that never ends.</exception>
    public static PlanTable Table(Stream stream)
    {
        var text = PlanText.Read(stream);
        if (!text.Contains('\n', StringComparison.Ordinal)) text = text.Replace('\r', '\n');
        var said = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4;
        var separator = said ? text[4] : CsvRows.Separator(text);
        return PlanTable.Of(CsvRows.Read(text, separator).Skip(said ? 1 : 0).Select(row => new PlanTableRow(row.Line, row.Cells)), separator != ',', PlanFormat.Csv);
    }

    /// <summary>Reads a plan. Where no row has a date, <paramref name="start"/> is the plan's start.</summary>
    /// <exception cref="PlanFileException">No column for names, no rows, or no start anywhere.</exception>
    public static PlanFile Read(Stream stream, DateTime? start = null) => Table(stream).Read(start: start);
}
