namespace Tandem.Scheduling.Files;

/// <summary>A plan as a table, from CSV or a spreadsheet: the headings, and rows of cells as text (dates as <c>yyyy-MM-dd HH:mm</c> where they were dates).</summary>
/// <param name="Headings">The first row.</param>
/// <param name="Rows">The others that aren't empty.</param>
/// <param name="CommaDecimals">Numbers may have a decimal comma.</param>
/// <param name="Format">What it was read from.</param>
public sealed record PlanTable(IReadOnlyList<string> Headings, IReadOnlyList<PlanTableRow> Rows, bool CommaDecimals, PlanFormat Format)
{
    /// <summary>What the columns most likely hold.</summary>
    public IReadOnlyList<PlanColumn> Guess() => CsvColumns.Guess(Headings);

    /// <summary>A table of rows of which the first has the headings.</summary>
    /// <exception cref="PlanFileException">More rows than are taken.</exception>
    public static PlanTable Of(IEnumerable<PlanTableRow> rows, bool commaDecimals, PlanFormat format)
    {
        List<PlanTableRow> all = [.. rows.Where(row => row.Cells.Any(cell => cell.Length > 0)).Take(PlanFileLimits.Rows + 2)];
        if (all.Count > PlanFileLimits.Rows + 1) throw new PlanFileException("too_many_rows", $"The file has more than {PlanFileLimits.Rows} rows.", all[^1].Line);
        if (all.Count == 0) throw new PlanFileException("empty_file", "The file is empty.");
        return new PlanTable(all[0].Cells, all[1..], commaDecimals, format);
    }

    /// <summary>The plan that the table describes.</summary>
    /// <param name="columns">What each column holds, by position; null: as the headings say.</param>
    /// <param name="start">The plan's start where no row has a date.</param>
    /// <exception cref="PlanFileException">No column for names, no rows, or no start anywhere.</exception>
    public PlanFile Read(IReadOnlyList<PlanColumn>? columns = null, DateTime? start = null) => ThreePoints.Take(new CsvReader(this, columns ?? Guess(), start).Read());
}

/// <summary>A row and its line in the file.</summary>
public sealed record PlanTableRow(int Line, IReadOnlyList<string> Cells);
