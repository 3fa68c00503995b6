namespace Tandem.Scheduling;

/// <summary>How an exception repeats; names and numbers of MSPDI's Exception/Type.</summary>
public enum RecurrenceKind { Daily = 1, YearlyByDate = 2, YearlyByPosition = 3, MonthlyByDate = 4, MonthlyByPosition = 5, Weekly = 6, EveryDays = 7, EveryWeekdays = 8, Once = 9 }

/// <summary>
/// A repeating exception. Every <paramref name="Period"/> days, weeks or months; <paramref name="DaysOfWeek"/> is a bit a weekday, Sunday 1 … Saturday 64;
/// <paramref name="Item"/> is MSPDI's MonthItem (0 day, 1 weekday, 2 weekend day, 3 Sunday … 9 Saturday), <paramref name="Position"/> 0 first … 3 fourth, 4 last;
/// <paramref name="Month"/> 1–12, <paramref name="Day"/> 1–31; at most <paramref name="Occurrences"/> times (0: until the end).
/// </summary>
public sealed record Recurrence(RecurrenceKind Kind, int Period = 1, int DaysOfWeek = 0, int Item = 0, int Position = 0, int Month = 1, int Day = 1, int Occurrences = 0)
{
    private const int Most = 5000;

    /// <summary>The most dates that a run can name.</summary>
    internal static long Longest(DateOnly from, DateOnly to) => Math.Clamp(to.DayNumber - from.DayNumber + 1, 1, Most);

    /// <summary>The dates from <paramref name="from"/> to <paramref name="to"/> that it names, at most 5,000.</summary>
    public IEnumerable<DateOnly> Dates(DateOnly from, DateOnly to) => Candidates(from, to).Where(d => d >= from && d <= to).Take(Occurrences > 0 ? Math.Min(Occurrences, Most) : Most);

    private IEnumerable<DateOnly> Candidates(DateOnly from, DateOnly to) => Kind switch
    {
        RecurrenceKind.Weekly => Days(from, to, 1).Where(d => (DaysOfWeek >> (int)d.DayOfWeek & 1) == 1 && Weeks(from, d) % Math.Max(1, Period) == 0),
        RecurrenceKind.MonthlyByDate => Months(from, to, Math.Max(1, Period)).Select(m => OnDay(m, Day)).OfType<DateOnly>(),
        RecurrenceKind.MonthlyByPosition => Months(from, to, Math.Max(1, Period)).Select(OnPosition).OfType<DateOnly>(),
        RecurrenceKind.YearlyByDate => Months(new DateOnly(from.Year, Math.Clamp(Month, 1, 12), 1), to, 12).Select(m => OnDay(m, Day)).OfType<DateOnly>(),
        RecurrenceKind.YearlyByPosition => Months(new DateOnly(from.Year, Math.Clamp(Month, 1, 12), 1), to, 12).Select(OnPosition).OfType<DateOnly>(),
        RecurrenceKind.EveryWeekdays => Days(from, to, 1).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)),
        _ => Days(from, to, Math.Max(1, Period)),
    };

    private static int Weeks(DateOnly from, DateOnly day) => (day.DayNumber - (from.DayNumber - (int)from.DayOfWeek)) / 7;

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to, int step)
    {
        for (long n = from.DayNumber; n <= to.DayNumber; n += step) yield return DateOnly.FromDayNumber((int)n);
    }

    private static IEnumerable<DateOnly> Months(DateOnly from, DateOnly to, int step)
    {
        for (var m = from.Year * 12L + from.Month - 1; m <= to.Year * 12 + to.Month - 1; m += step) yield return new DateOnly((int)(m / 12), (int)(m % 12) + 1, 1);
    }

    private static DateOnly? OnDay(DateOnly month, int day) => day >= 1 && day <= DateTime.DaysInMonth(month.Year, month.Month) ? month.AddDays(day - 1) : null;

    private DateOnly? OnPosition(DateOnly month)
    {
        var fitting = Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Select(month.AddDays).Where(IsItem).ToList();
        return Position >= 4 ? fitting[^1] : Position < fitting.Count ? fitting[Position] : null;
    }

    private bool IsItem(DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return Item switch { 0 => true, 1 => !weekend, 2 => weekend, _ => (int)day.DayOfWeek == Item - 3 };
    }
}
