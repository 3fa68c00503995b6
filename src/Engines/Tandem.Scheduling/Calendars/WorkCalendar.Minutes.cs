namespace Tandem.Scheduling;

/// <summary>The same arithmetic on wall minutes, as the network uses it.</summary>
public sealed partial class WorkCalendar
{
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
        var day = at / Shift.DayMinutes;
        var minute = (int)(at - day * Shift.DayMinutes);
        if (minute < 0) (day, minute) = (day - 1, minute + Shift.DayMinutes);
        var i = byDay.FirstFrom(day);
        var time = i < days.Length && days[i] == day ? exceptions[i] : week[Mod7(day)];
        return WeekBefore(day) + shift[i] + time.WorkedBefore(minute);
    }

    /// <summary>Where the working minute with this number begins.</summary>
    internal long StartOf(long worked)
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

    /// <summary>Where the working minute before this number ends.</summary>
    internal long FinishOf(long worked) => StartOf(worked - 1) + 1;

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
