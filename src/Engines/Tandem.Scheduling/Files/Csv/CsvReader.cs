namespace Tandem.Scheduling.Files;

/// <summary>Rows of a CSV to a plan.</summary>
internal sealed class CsvReader
{
    private const int MinutesPerDay = 480;
    private readonly List<PlanWarning> warnings = [];
    private readonly List<string> dropped = [];
    private readonly List<(int Line, List<string> Cells)> rows;
    private readonly Dictionary<CsvColumn, int> columns;
    private readonly CsvNumbers numbers;
    private readonly DateTime? start;
    private readonly List<PlanTask> tasks = [];

    public CsvReader(string text, DateTime? start)
    {
        this.start = start;
        var separator = CsvRows.Separator(text);
        rows = [.. CsvRows.Read(text, separator).Take(PlanFileLimits.Rows + 2)];
        if (rows.Count > PlanFileLimits.Rows + 1) throw new PlanFileException("too_many_rows", $"The file has more than {PlanFileLimits.Rows} rows.");
        columns = rows.Count == 0 ? [] : CsvColumns.Of(rows[0].Cells, dropped);
        if (!columns.ContainsKey(CsvColumn.Name)) throw new PlanFileException("no_name_column", "The first row names no column for the task's name (Name, Task Name, 任务名称).", 1, "name");
        if (rows.Count < 2) throw new PlanFileException("no_activities", "The file has headings but no rows.", 1);
        numbers = new CsvNumbers(separator != ',', MinutesPerDay);
    }

    public PlanFile Read()
    {
        foreach (var (line, cells) in rows.Skip(1)) Add(line, cells);
        var keys = new Dictionary<int, int>();
        foreach (var task in tasks) keys.TryAdd(task.Id ?? task.Key, task.Key);
        var reader = new CsvLinks(numbers, warnings);
        var links = rows.Skip(1).Zip(tasks).SelectMany(r => reader.Read(Cell(r.First.Cells, CsvColumn.Predecessors) ?? "", r.Second.Key, r.First.Line, keys)).ToList();
        var known = tasks.Select(t => t.Stored.Start).OfType<DateTime>().ToList();
        var from = known.Count > 0 ? known.Min() : start ?? throw new PlanFileException("no_start", "The file has no dates and no start was given.", 1, "start");
        return new PlanFile { Format = PlanFormat.Csv, Start = from.TimeOfDay == TimeSpan.Zero ? from.AddHours(8) : from, Tasks = Outline.Of(tasks), Links = links, Warnings = warnings, Dropped = dropped };
    }

    private string? Cell(List<string> cells, CsvColumn column) =>
        columns.TryGetValue(column, out var at) && at < cells.Count && cells[at].Length > 0 ? Bare(cells[at]) : null;

    /// <summary>Takes off the apostrophe that an export puts before what a spreadsheet would take for a formula.</summary>
    private static string Bare(string text) => text.Length > 1 && text[0] == '\'' && text[1] is '=' or '+' or '-' or '@' or '\t' ? text[1..] : text;

    private void Add(int line, List<string> cells)
    {
        var name = Cell(cells, CsvColumn.Name) ?? "";
        if (name.Length > PlanFileLimits.NameLength) throw new PlanFileException("name_too_long", $"A name is longer than {PlanFileLimits.NameLength} characters.", line, "name");
        var duration = Duration(line, cells);
        var begin = Date(line, cells, CsvColumn.Start);
        tasks.Add(new PlanTask
        {
            Key = tasks.Count + 1, Id = Id(cells), Name = name, Duration = duration ?? MinutesPerDay, Wbs = Cell(cells, CsvColumn.Wbs), OutlineLevel = Level(cells),
            Type = duration == 0 || Cell(cells, CsvColumn.Milestone)?.ToUpperInvariant() is "1" or "YES" or "TRUE" or "JA" or "是" ? ActivityType.Milestone : ActivityType.Activity,
            PercentComplete = Percent(line, cells), Notes = Cell(cells, CsvColumn.Notes), Deadline = Date(line, cells, CsvColumn.Deadline),
            Stored = new StoredDates { Start = begin, Finish = Date(line, cells, CsvColumn.Finish) },
            Constraint = begin is null || Cell(cells, CsvColumn.Predecessors) is not null ? ConstraintType.AsSoonAsPossible : ConstraintType.StartNoEarlierThan,
            ConstraintDate = Cell(cells, CsvColumn.Predecessors) is null ? begin : null,
        });
    }

    private int? Id(List<string> cells) => int.TryParse(Cell(cells, CsvColumn.Id), out var id) ? id : null;

    private int Level(List<string> cells) => int.TryParse(Cell(cells, CsvColumn.Level), out var level) && level is > 0 and < 100 ? level
        : Cell(cells, CsvColumn.Wbs) is { } wbs ? Math.Min(99, wbs.Count('.') + 1) : 1;

    private long? Duration(int line, List<string> cells)
    {
        if (Cell(cells, CsvColumn.Duration) is not { } text) return null;
        if (!numbers.TryDuration(text, out var minutes, out var ambiguous) || minutes < 0) return Unreadable<long>(line, "duration", text);
        if (ambiguous) warnings.Add(new PlanWarning("ambiguous_number", line, "duration", [$"{line}", text, "duration", FormattableString.Invariant($"{minutes / (double)MinutesPerDay}")]));
        return minutes;
    }

    private double Percent(int line, List<string> cells)
    {
        if (Cell(cells, CsvColumn.Percent) is not { } text) return 0;
        return numbers.TryPercent(text, out var percent) ? percent : Unreadable<double>(line, "percentComplete", text) ?? 0;
    }

    private DateTime? Date(int line, List<string> cells, CsvColumn column)
    {
        if (Cell(cells, column) is not { } text) return null;
        return CsvNumbers.TryDate(text, out var date) ? date.TimeOfDay == TimeSpan.Zero && column != CsvColumn.Start ? date.AddHours(17) : date.TimeOfDay == TimeSpan.Zero ? date.AddHours(8) : date : Unreadable<DateTime>(line, $"{column}", text);
    }

    private T? Unreadable<T>(int line, string field, string text) where T : struct
    {
        warnings.Add(new PlanWarning("unreadable_value", line, field, [$"Row {line}", text.Length > 60 ? text[..60] + "…" : text, field]));
        return null;
    }
}
