namespace Tandem.Scheduling.Files;

/// <summary>A plan as CSV, in: headings name the columns, levels or outline numbers make the outline.</summary>
public static class PlanCsv
{
    /// <summary>The file as a table. The separator is found in the first line.</summary>
    /// <exception cref="PlanFileException">Empty, no text, or a quote that never ends.</exception>
    public static PlanTable Table(Stream stream)
    {
        var text = PlanText.Read(stream);
        var separator = CsvRows.Separator(text);
        return PlanTable.Of(CsvRows.Read(text, separator).Select(row => new PlanTableRow(row.Line, row.Cells)), separator != ',', PlanFormat.Csv);
    }

    /// <summary>Reads a plan. Where no row has a date, <paramref name="start"/> is the plan's start.</summary>
    /// <exception cref="PlanFileException">No column for names, no rows, or no start anywhere.</exception>
    public static PlanFile Read(Stream stream, DateTime? start = null) => Table(stream).Read(start: start);
}
