using Tandem.Contracts.Insight;

namespace Tandem.Automation.Loop;

/// <summary>Days, weeks (from Monday) and months of a product's calendar.</summary>
internal static class Periods
{
    public static DateOnly Start(DateOnly day, Interval interval) => interval switch
    {
        Interval.Day => day,
        Interval.Week => day.AddDays(-((int)day.DayOfWeek + 6) % 7),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    public static DateOnly Next(DateOnly start, Interval interval) => interval switch
    {
        Interval.Day => start.AddDays(1),
        Interval.Week => start.AddDays(7),
        _ => start.AddMonths(1),
    };

    /// <summary>Last day of the newest period that is over on a given day: the data-through date.</summary>
    public static DateOnly LastComplete(DateOnly today, Interval interval) => Start(today, interval).AddDays(-1);

    /// <summary>First period that lies wholly after a local moment.</summary>
    public static DateOnly FirstAfter(DateTime local, Interval interval)
    {
        var start = Start(DateOnly.FromDateTime(local), interval);
        return start.ToDateTime(TimeOnly.MinValue) == local ? start : Next(start, interval);
    }

    /// <summary>So many working days (Monday to Friday) after a date.</summary>
    public static DateOnly AddWorkingDays(DateOnly date, int days)
    {
        while (days > 0)
        {
            date = date.AddDays(1);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) days--;
        }
        return date;
    }

    /// <summary>Periods of a season: a week of days, a year of weeks or months.</summary>
    public static int Season(Interval interval) => interval switch { Interval.Day => 7, Interval.Week => 52, _ => 12 };
}
