namespace Tandem.Scheduling;

/// <summary>The same arithmetic on wall minutes, as the network uses it.</summary>
public sealed partial class WorkCalendar
{
    /// <summary>Questions outside the tables before they are widened.</summary>
    private const int Patience = 256;
    private CalendarWindow? window;
    private int misses;

    /// <summary>Work ends are shown at the end of work, work starts at its beginning: forward ends, backward begins.</summary>
    internal long Add(long from, long minutes) => minutes switch
    {
        0 => from,
        > 0 => FinishOf(Worked(from) + minutes),
        _ => StartOf(Worked(from) + minutes),
    };

    internal long Between(long from, long to) => Worked(to) - Worked(from);

    internal long NextWork(long at) => StartOf(Worked(at));

    internal long PreviousWork(long at) => FinishOf(Worked(at));

    /// <summary>Minutes worked before an instant, counted from an arbitrary but fixed origin.</summary>
    internal long Worked(long at)
    {
        var tables = window;
        return tables is not null && tables.Holds(at) ? tables.Worked(at) : WorkedOutside(at);
    }

    /// <summary>Where the working minute with this number begins.</summary>
    internal long StartOf(long worked)
    {
        var tables = window;
        return tables is not null && tables.HoldsWork(worked) ? tables.StartOf(worked) : Searched(worked);
    }

    /// <summary>Where the working minute before this number ends.</summary>
    internal long FinishOf(long worked) => StartOf(worked - 1) + 1;

    private long WorkedOutside(long at)
    {
        var day = at / Shift.DayMinutes;
        if (Math.Abs(day) < int.MaxValue / 2 && ++misses >= Patience) Widen(day);
        return Summed(at);
    }

    /// <summary>What is asked often outside the tables widens them, each time by a third as much again. No more is tried where there would be too many days or kinds of them.</summary>
    private void Widen(long day)
    {
        var (first, end) = window is null ? (day, day + 1) : (window.First, window.First + window.Count);
        var more = Math.Max(366, (end - first) / 3);
        (first, end) = day < first ? (day - more, end) : (first - (window is null ? 31 : 0), Math.Max(end, day + more));
        var wider = new CalendarWindow(this, first, (int)Math.Min(end - first, CalendarWindow.MostDays));
        if (day >= wider.First + wider.Count || window?.First + window?.Count > wider.First + wider.Count) misses = int.MinValue;
        else (window, misses) = (wider, 0);
    }

    /// <summary>The sum of whole weeks, the part of the week and what the exceptions before it change.</summary>
    internal long Summed(long at)
    {
        var day = at / Shift.DayMinutes;
        var minute = (int)(at - day * Shift.DayMinutes);
        if (minute < 0) (day, minute) = (day - 1, minute + Shift.DayMinutes);
        var i = byDay.FirstFrom(day);
        var time = i < days.Length && days[i] == day ? exceptions[i] : week[Mod7(day)];
        return WeekBefore(day) + shift[i] + time.WorkedBefore(minute);
    }

    /// <summary>The way back, by a search in the same sums.</summary>
    private long Searched(long worked)
    {
        var i = byWork.FirstFrom(worked + 1) - 1;
        if (i >= 0 && worked < before[i] + exceptions[i].Minutes) return (long)days[i] * Shift.DayMinutes + exceptions[i].MinuteOf((int)(worked - before[i]));
        var rest = worked - shift[i + 1];
        var weeks = (long)Math.Floor(rest * perWeek);
        rest -= weeks * weekBefore[7];
        if (rest < 0) (weeks, rest) = (weeks - 1, rest + weekBefore[7]);
        else if (rest >= weekBefore[7]) (weeks, rest) = (weeks + 1, rest - weekBefore[7]);
        var weekday = 6;
        while (weekBefore[weekday] > rest || week[weekday].Minutes == 0) weekday--;
        return (weeks * 7 + weekday) * Shift.DayMinutes + week[weekday].MinuteOf((int)rest - weekBefore[weekday]);
    }

    private long WeekBefore(long day)
    {
        var weekday = Mod7(day);
        return (day - weekday) / 7 * weekBefore[7] + weekBefore[weekday];
    }

    private static int Mod7(long day)
    {
        var weekday = (int)(day % 7);
        return weekday < 0 ? weekday + 7 : weekday;
    }
}
