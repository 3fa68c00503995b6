namespace Tandem.Scheduling.Risk;

/// <summary>
/// A calendar's arithmetic as tables over the days a simulation is likely to touch: minutes worked before each day, and for each kind of day the minutes worked
/// before each of its minutes and back. The same answers as the calendar, which is asked for all that lies outside.
/// </summary>
internal sealed class CalendarWindow
{
    private const int Step = 8;
    private readonly WorkCalendar calendar;
    private readonly long first, from, to, workFrom, workTo;
    private readonly int[] before, days;
    private readonly short[][] workedBefore, minuteOf;

    /// <param name="calendar">Whose.</param>
    /// <param name="start">First and last instant, wall minutes.</param>
    /// <param name="end">Not before the start.</param>
    public CalendarWindow(WorkCalendar calendar, long start, long end)
    {
        this.calendar = calendar;
        first = start / Shift.DayMinutes - 1;
        var count = (int)(end / Shift.DayMinutes - first) + 2;
        (before, workedBefore, minuteOf) = (new int[count + 1], new short[count][], new short[count][]);
        (from, to) = (first * Shift.DayMinutes, (first + count) * Shift.DayMinutes);
        (workFrom, workTo) = (calendar.Worked(from), calendar.Worked(to));
        var kinds = new Dictionary<WorkingDay, (short[], short[])>();
        for (var d = 0; d < count; d++)
        {
            var time = calendar.On((int)(first + d));
            if (!kinds.TryGetValue(time, out var tables)) kinds[time] = tables = Tables(time);
            (workedBefore[d], minuteOf[d]) = tables;
            before[d + 1] = before[d] + time.Minutes;
        }
        days = new int[(int)((workTo - workFrom) >> Step) + 1];
        for (int i = 0, d = 0; i < days.Length; days[i++] = d) while (d < count - 1 && before[d + 1] <= i << Step) d++;
    }

    public long Worked(long at)
    {
        if (at < from || at >= to) return calendar.Worked(at);
        var (day, minute) = Math.DivRem((uint)(at - from), (uint)Shift.DayMinutes);
        return workFrom + before[day] + workedBefore[day][minute];
    }

    public long StartOf(long worked)
    {
        if (worked < workFrom || worked >= workTo) return calendar.StartOf(worked);
        var inside = (int)(worked - workFrom);
        var day = days[inside >> Step];
        while (before[day + 1] <= inside) day++;
        return from + (long)day * Shift.DayMinutes + minuteOf[day][inside - before[day]];
    }

    public long FinishOf(long worked) => StartOf(worked - 1) + 1;

    public long Add(long at, long minutes) => minutes switch
    {
        0 => at,
        > 0 => FinishOf(Worked(at) + minutes),
        _ => StartOf(Worked(at) + minutes),
    };

    private static (short[], short[]) Tables(WorkingDay time)
    {
        var (workedBefore, minuteOf) = (new short[Shift.DayMinutes], new short[time.Minutes]);
        for (var minute = 0; minute < Shift.DayMinutes; minute++) workedBefore[minute] = (short)time.WorkedBefore(minute);
        for (var worked = 0; worked < time.Minutes; worked++) minuteOf[worked] = (short)time.MinuteOf(worked);
        return (workedBefore, minuteOf);
    }
}
