namespace Tandem.Scheduling.Files;

/// <summary>Rows of a CSV to a plan.</summary>
internal sealed class CsvReader
{
    private const int MinutesPerDay = 480;
    private readonly List<PlanWarning> warnings = [];
    private readonly PlanTable table;
    private readonly Dictionary<PlanColumn, int> columns = [];
    private readonly List<(string Name, int At)> custom = [];
    private readonly CsvNumbers numbers;
    private readonly CsvDates dates;
    private readonly DateTime? start;
    private readonly List<PlanTask> tasks = [];

    public CsvReader(PlanTable table, IReadOnlyList<PlanColumn> meanings, DateTime? start)
    {
        (this.table, this.start, numbers) = (table, start, new CsvNumbers(table.CommaDecimals, MinutesPerDay));
        foreach (var (at, meaning) in meanings.Take(table.Headings.Count).Index())
        {
            if (meaning == PlanColumn.Custom) custom.Add((Bare(table.Headings[at]), at));
            else if (meaning != PlanColumn.Ignored && !columns.TryAdd(meaning, at)) throw new PlanFileException("column_twice", $"Two columns are taken for the same: {table.Headings[columns[meaning]]} and {table.Headings[at]}.", 1, table.Headings[at]);
        }
        if (!columns.ContainsKey(PlanColumn.Name)) throw new PlanFileException("no_name_column", "The first row names no column for the task's name (Name, Task Name, 任务名称).", 1, "name");
        dates = new CsvDates(from column in (PlanColumn[])[PlanColumn.Start, PlanColumn.Finish, PlanColumn.Deadline] from row in table.Rows select Cell(row.Cells, column) into text where text is not null select text, table.CommaDecimals);
        if (table.Rows.Count == 0) throw new PlanFileException("no_activities", "The file has headings but no rows.", 1);
    }

    public PlanFile Read()
    {
        foreach (var row in table.Rows) Add(row.Line, row.Cells);
        var keys = new Dictionary<int, int>();
        foreach (var task in tasks)
        {
            if (!keys.TryAdd(task.Id ?? task.Key, task.Key)) warnings.Add(new PlanWarning("duplicate_uid", table.Rows[task.Key - 1].Line, "id", [$"{task.Id}", $"{task.Key}"]));
        }
        if (dates.IsGuess) warnings.Add(dates.IsDayFirst ? new PlanWarning("dates_day_first", null, "start", []) : new PlanWarning("dates_month_first", null, "start", []));
        var reader = new CsvLinks(numbers, tasks.GroupBy(task => task.Name).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.First().Key), warnings);
        var links = table.Rows.Zip(tasks).SelectMany(r => reader.Read(Cell(r.First.Cells, PlanColumn.Predecessors) ?? "", r.Second.Key, r.First.Line, keys)).ToList();
        var known = tasks.Select(t => t.Stored.Start).OfType<DateTime>().ToList();
        var from = known.Count > 0 ? known.Min() : start ?? throw new PlanFileException("no_start", "The file has no dates and no start was given.", 1, "start");
        return new PlanFile { Format = table.Format, Start = from.TimeOfDay == TimeSpan.Zero ? from.AddHours(8) : from, Tasks = Outline.Of(tasks), Links = links, Warnings = warnings };
    }

    /// <summary>A field of several values has a column for each, all with one heading, as trackers write labels.</summary>
    private Dictionary<string, string> Custom(IReadOnlyList<string> cells)
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, at) in custom.Where(c => c.At < cells.Count && cells[c.At].Length > 0)) values[name] = values.TryGetValue(name, out var before) ? $"{before}, {Bare(cells[at])}" : Bare(cells[at]);
        return values;
    }

    private string? Cell(IReadOnlyList<string> cells, PlanColumn column) =>
        columns.TryGetValue(column, out var at) && at < cells.Count && cells[at].Length > 0 ? Bare(cells[at]) : null;

    /// <summary>Takes off the apostrophe that an export puts before what a spreadsheet would take for a formula.</summary>
    private static string Bare(string text) => text.StartsWith('\'') && text.TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t', ..] ? text[1..] : text;

    private void Add(int line, IReadOnlyList<string> cells)
    {
        var name = Cell(cells, PlanColumn.Name) ?? "";
        if (name.Length > PlanFileLimits.NameLength) throw new PlanFileException("name_too_long", $"A name is longer than {PlanFileLimits.NameLength} characters.", line, "name");
        var (duration, elapsed) = Duration(line, cells);
        var begin = Date(line, cells, PlanColumn.Start);
        var finish = Date(line, cells, PlanColumn.Finish);
        tasks.Add(new PlanTask
        {
            Key = tasks.Count + 1, Id = Id(cells), Name = name, Duration = duration ?? Span(begin, finish) ?? MinutesPerDay, Elapsed = elapsed, DurationFormat = elapsed ? 8 : null, Wbs = Cell(cells, PlanColumn.Wbs), OutlineLevel = Level(cells),
            Type = duration == 0 || Cell(cells, PlanColumn.Milestone)?.ToUpperInvariant() is "1" or "YES" or "TRUE" or "JA" or "是" ? ActivityType.Milestone : ActivityType.Activity,
            PercentComplete = Percent(line, cells), Notes = Cell(cells, PlanColumn.Notes), Deadline = Date(line, cells, PlanColumn.Deadline),
            Custom = Custom(cells), Stored = new StoredDates { Start = begin, Finish = finish },
            Constraint = begin is null || Cell(cells, PlanColumn.Predecessors) is not null ? ConstraintType.AsSoonAsPossible : ConstraintType.StartNoEarlierThan,
            ConstraintDate = Cell(cells, PlanColumn.Predecessors) is null ? begin : null,
        });
    }

    /// <summary>Where the table says when but not how long: the working time between.</summary>
    private static long? Span(DateTime? start, DateTime? finish) => start is { } from && finish is { } to && to >= from ? WorkCalendar.Standard.Between(from, to) : null;

    private int? Id(IReadOnlyList<string> cells) => int.TryParse(Cell(cells, PlanColumn.Id), out var id) ? id : null;

    private int Level(IReadOnlyList<string> cells) => int.TryParse(Cell(cells, PlanColumn.Level), out var level) && level is > 0 and < 100 ? level
        : Cell(cells, PlanColumn.Wbs) is { } wbs ? Math.Min(99, wbs.Count('.') + 1) : 1;

    private (long? Minutes, bool Elapsed) Duration(int line, IReadOnlyList<string> cells)
    {
        if (Cell(cells, PlanColumn.Duration) is not { } text) return (null, false);
        if (!numbers.TryDuration(text, out var minutes, out var ambiguous, out var elapsed) || minutes < 0) return (Unreadable<long>(line, "duration", text), false);
        if (ambiguous) warnings.Add(new PlanWarning("ambiguous_number", line, "duration", [$"{line}", text, "duration", FormattableString.Invariant($"{minutes / (double)MinutesPerDay}")]));
        return (minutes, elapsed);
    }

    private double Percent(int line, IReadOnlyList<string> cells)
    {
        if (Cell(cells, PlanColumn.Percent) is not { } text) return 0;
        return numbers.TryPercent(text, out var percent) ? percent : Unreadable<double>(line, "percentComplete", text) ?? 0;
    }

    private DateTime? Date(int line, IReadOnlyList<string> cells, PlanColumn column)
    {
        if (Cell(cells, column) is not { } text) return null;
        return dates.TryDate(text, out var date) ? date.TimeOfDay == TimeSpan.Zero && column != PlanColumn.Start ? date.AddHours(17) : date.TimeOfDay == TimeSpan.Zero ? date.AddHours(8) : date : Unreadable<DateTime>(line, $"{column}".ToLowerInvariant(), text);
    }

    private T? Unreadable<T>(int line, string field, string text) where T : struct
    {
        warnings.Add(new PlanWarning("unreadable_cell", line, field, [$"{line}", text.Length > 60 ? text[..60] + "…" : text, field]));
        return null;
    }
}
