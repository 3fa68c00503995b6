namespace Tandem.Scheduling.Files;

/// <summary>A plan as a table of rows, in: headings name the columns, levels or outline numbers make the outline.</summary>
public static class PlanCsv
{
    /// <summary>Reads a plan. Where no row has a date, <paramref name="start"/> is the plan's start.</summary>
    /// <exception cref="PlanFileException">No column for names, no rows, or no start anywhere.</exception>
    public static PlanFile Read(Stream stream, DateTime? start = null) => new CsvReader(PlanText.Read(stream), start).Read();
}
