using NodaTime;

namespace Tandem.Metrics.Time;

/// <summary>What time is cut into. Days, weeks and months are those of the product's zone; an hour is 60 real minutes that begin at a full local hour.</summary>
public enum Period { Hour, Day, Week, Month }

public static class Periods
{
    public static readonly IReadOnlyDictionary<string, Period> ByName =
        new Dictionary<string, Period> { ["hour"] = Period.Hour, ["day"] = Period.Day, ["week"] = Period.Week, ["month"] = Period.Month };

    public static readonly IReadOnlyDictionary<string, IsoDayOfWeek> WeekStarts =
        new Dictionary<string, IsoDayOfWeek> { ["monday"] = IsoDayOfWeek.Monday, ["sunday"] = IsoDayOfWeek.Sunday };

    /// <summary>First day of the period that holds <paramref name="date"/>.</summary>
    public static LocalDate StartOf(LocalDate date, Period period, IsoDayOfWeek weekStart) => period switch
    {
        Period.Week => date.DayOfWeek == weekStart ? date : date.Previous(weekStart),
        Period.Month => new LocalDate(date.Year, date.Month, 1),
        _ => date,
    };

    public static LocalDate Add(LocalDate start, Period period, int count) => period switch
    {
        Period.Week => start.PlusWeeks(count),
        Period.Month => start.PlusMonths(count),
        _ => start.PlusDays(count),
    };
}
