using System.Globalization;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>When a recurring task comes, as people say it; its summary keeps it with everything said that was left out.</summary>
internal record RepeatPattern
{
    public const int Most = 500;
    private const int LongestYears = 50, MostBetween = 999;
    private static readonly string[] Positions = ["first", "second", "third", "fourth", "last"];

    /// <summary>day, workday (Monday to Friday), week, month or year.</summary>
    public string? Every { get; init; }

    /// <summary>Every how many of them; 1 where left out.</summary>
    public int? Step { get; init; }

    /// <summary>Of a week: ISO weekdays, Monday 1. With <see cref="Position"/> the one weekday of a month or year. Those of the first day where left out.</summary>
    public IReadOnlyList<int>? Weekdays { get; init; }

    /// <summary>Of a month or year: 1–31; that of the first day where left out.</summary>
    public int? Day { get; init; }

    /// <summary>first, second, third, fourth or last such weekday of the month, in place of a day.</summary>
    public string? Position { get; init; }

    /// <summary>Of a year: 1–12.</summary>
    public int? Month { get; init; }

    /// <summary>First day; the plan's start where left out.</summary>
    public string? From { get; init; }

    /// <summary>Last day, or <see cref="Count"/> occurrences, or whichever comes first.</summary>
    public string? Until { get; init; }
    public int? Count { get; init; }

    /// <summary>Time of day; 08:00 where left out.</summary>
    public string? At { get; init; }

    /// <summary>Working minutes of each; a day where left out.</summary>
    public long? Duration { get; init; }

    /// <summary>Name of the calendar of each; the plan's where left out. Kept in the summary's own calendar.</summary>
    public string? Calendar { get; init; }

    /// <summary>With what was left out said, as it is kept.</summary>
    /// <exception cref="ProblemException">400 naming the field.</exception>
    public RepeatPattern Whole(PlanHead head)
    {
        var from = From is { Length: > 0 } first ? Fields.Date(first, "from") : DateOnly.FromDateTime(head.Start);
        var until = Until is { Length: > 0 } last ? Fields.Date(last, "until") : (DateOnly?)null;
        if (until is null && Count is null) throw ProblemException.Invalid("until", "until_or_count");
        if (until < from) throw ProblemException.Invalid("until", "finish_before_start");
        if (Count is { } count) _ = Within(count, 1, Most, "count");
        if (Duration is < 0 or > LongestYears * 366L * 1440) throw ProblemException.Invalid("duration", "bad_value", "duration", Duration);
        var weekdays = Weekdays is { Count: > 0 } said ? said : [from.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)from.DayOfWeek];
        var ofYear = Every == "year";
        return new RepeatPattern
        {
            Every = Every is "day" or "workday" or "week" or "month" or "year" ? Every : throw ProblemException.Invalid("every", Every is null ? "required" : "bad_value", "every", Every),
            Step = Within(Step ?? 1, 1, MostBetween, "step"), Weekdays = [.. weekdays.Select(day => Within(day, 1, 7, "weekdays")).Distinct().Order()],
            Position = Position is { Length: > 0 } word ? Positions.Contains(word) ? word : throw ProblemException.Invalid("position", "bad_value", "position", word) : null,
            Day = Within(Day ?? from.Day, 1, 31, "day"), Month = ofYear || Month is not null ? Within(Month ?? from.Month, 1, 12, "month") : null,
            From = Text(from), Until = until is { } end ? Text(end) : null, Count = Count, At = Time(At), Duration = Duration ?? head.MinutesPerDay,
        };
    }

    /// <summary>A whole pattern as the engine's task.</summary>
    public RecurringTask Task()
    {
        var (from, until) = (Fields.Date(From, "from"), Until is null ? (DateOnly?)null : Fields.Date(Until, "until"));
        var latest = from.AddYears(LongestYears);
        return new RecurringTask(Recurrence(), from, until is { } end && end < latest ? end : latest, TimeOnly.ParseExact(At!, "HH:mm", CultureInfo.InvariantCulture), Duration!.Value);
    }

    /// <summary>Its days.</summary>
    /// <exception cref="ProblemException">400 where there are none or too many.</exception>
    public List<DateOnly> Days()
    {
        var task = Task();
        var days = task.Pattern.Dates(task.From, task.To).ToList();
        if (days.Count == 0) throw ProblemException.Invalid("every", "no_occurrence");
        return days.Count <= Most ? days : throw ProblemException.Invalid("until", "too_many_occurrences", Most);
    }

    /// <summary>Whether two days fall into one day, week, month or year of the pattern.</summary>
    public bool IsOnePeriod(DateOnly a, DateOnly b) => a == b || Every switch
    {
        "week" => Monday(a) == Monday(b),
        "month" => (a.Year, a.Month) == (b.Year, b.Month),
        "year" => a.Year == b.Year,
        _ => false,
    };

    private Recurrence Recurrence()
    {
        // one more than may be, so that too many are told
        var (step, occurrences, weekday, day, month) = (Step!.Value, Count ?? Most + 1, Weekdays![0] % 7 + 3, Day!.Value, Month ?? 1);
        var place = Position is null ? (int?)null : Array.IndexOf(Positions, Position);
        return Every switch
        {
            "day" => new(RecurrenceKind.EveryDays, step, Occurrences: occurrences),
            "workday" => new(RecurrenceKind.EveryWeekdays, Occurrences: occurrences),
            "week" => new(RecurrenceKind.Weekly, step, DaysOfWeek: Weekdays.Aggregate(0, (bits, iso) => bits | 1 << iso % 7), Occurrences: occurrences),
            "month" when place is { } at => new(RecurrenceKind.MonthlyByPosition, step, Item: weekday, Position: at, Occurrences: occurrences),
            "month" => new(RecurrenceKind.MonthlyByDate, step, Day: day, Occurrences: occurrences),
            _ when place is { } at => new(RecurrenceKind.YearlyByPosition, Item: weekday, Position: at, Month: month, Occurrences: occurrences),
            _ => new(RecurrenceKind.YearlyByDate, Month: month, Day: day, Occurrences: occurrences),
        };
    }

    private static int Monday(DateOnly day) => day.DayNumber - ((int)day.DayOfWeek + 6) % 7;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(string? at) => at is not { Length: > 0 } ? "08:00" : TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? at : throw ProblemException.Invalid("at", "bad_value", "at", at);

    private static int Within(int value, int least, int most, string field) => value >= least && value <= most ? value : throw ProblemException.Invalid(field, "bad_value", field, value);
}
