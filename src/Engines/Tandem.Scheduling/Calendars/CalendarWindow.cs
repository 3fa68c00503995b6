namespace Tandem.Scheduling;

/// <summary>
/// A calendar's arithmetic as tables over a range of days: minutes worked before each day, and for each kind of day the minutes worked before each of its minutes
/// and back. The same answers as the calendar's sums, at a look-up each; about eight bytes a day.
/// </summary>
internal sealed class CalendarWindow
{
    /// <summary>Worked minutes are found in steps of 2 to this power; kinds of days that are told apart, which bounds the tables.</summary>
    private const int Step = 8, KindBits = 6, Kinds = 1 << KindBits;

    /// <summary>Days whose minutes are sure to fit beside their kind.</summary>
    public const int MostDays = (1 << (32 - KindBits)) / Shift.DayMinutes;
    private readonly long from, workFrom;
    private readonly uint length, work;

    /// <summary>Minutes worked before each day, with the day's kind in the low bits.</summary>
    private readonly uint[] before;

    /// <summary>How many days on the next one with work is; the day of each step of worked minutes.</summary>
    private readonly byte[] skip;
    private readonly ushort[] days;
    private readonly short[] workedBefore, minuteOf;

    /// <param name="calendar">Whose.</param>
    /// <param name="first">The first day.</param>
    /// <param name="count">Days; fewer are taken where there are too many kinds of them.</param>
    public CalendarWindow(WorkCalendar calendar, long first, int count)
    {
        (First, from) = (first, first * Shift.DayMinutes);
        (before, skip) = (new uint[count + 1], new byte[count]);
        var kinds = new List<WorkingDay>();
        for (; Count < count && KindOf(kinds, calendar.On((int)first + Count)) is < Kinds and var kind; Count++)
        {
            before[Count] |= (uint)kind;
            before[Count + 1] = (before[Count] >> KindBits) + (uint)kinds[kind].Minutes << KindBits;
        }
        (length, work) = ((uint)Count * Shift.DayMinutes, before[Count] >> KindBits);
        workFrom = calendar.Summed(from);
        (workedBefore, minuteOf) = (new short[kinds.Count * Shift.DayMinutes], new short[kinds.Count * Shift.DayMinutes]);
        for (var k = 0; k < kinds.Count; k++) Fill(kinds[k], k * Shift.DayMinutes);
        for (var d = Count - 1; d >= 0; d--) skip[d] = (byte)(d + 1 == Count || Before(d + 2) > Before(d + 1) ? 1 : Math.Min(byte.MaxValue, skip[d + 1] + 1));
        days = new ushort[(work >> Step) + 1];
        for (int i = 0, d = 0; i < days.Length; days[i++] = (ushort)d) while (d < Count - 1 && Before(d + 1) <= (uint)i << Step) d++;
    }

    /// <summary>The first day, and how many.</summary>
    public long First { get; }
    public int Count { get; }

    public bool Holds(long at) => (ulong)(at - from) < length;

    public bool HoldsWork(long worked) => (ulong)(worked - workFrom) < work;

    /// <summary>Minutes worked before an instant that it holds.</summary>
    public long Worked(long at)
    {
        var (day, minute) = Math.DivRem((uint)(at - from), (uint)Shift.DayMinutes);
        var entry = before[day];
        return workFrom + (entry >> KindBits) + workedBefore[(entry & (Kinds - 1)) * Shift.DayMinutes + minute];
    }

    /// <summary>Where a working minute that it holds begins.</summary>
    public long StartOf(long worked)
    {
        var inside = (uint)(worked - workFrom);
        int day = days[inside >> Step];
        // mostly a step holds the beginning of one day at most: that is taken without a jump, which would be guessed wrong half the time
        day += skip[day] & (int)((long)Before(day + 1) - 1 - inside >> 63);
        while (Before(day + 1) <= inside) day += skip[day];
        var entry = before[day];
        return from + (long)day * Shift.DayMinutes + minuteOf[(entry & (Kinds - 1)) * Shift.DayMinutes + inside - (entry >> KindBits)];
    }

    private uint Before(int day) => before[day] >> KindBits;

    private static int KindOf(List<WorkingDay> kinds, WorkingDay time)
    {
        for (var k = 0; k < kinds.Count; k++) if (ReferenceEquals(kinds[k], time) || kinds[k].Equals(time)) return k;
        kinds.Add(time);
        return kinds.Count - 1;
    }

    private void Fill(WorkingDay time, int at)
    {
        for (var minute = 0; minute < Shift.DayMinutes; minute++) workedBefore[at + minute] = (short)time.WorkedBefore(minute);
        for (var worked = 0; worked < time.Minutes; worked++) minuteOf[at + worked] = (short)time.MinuteOf(worked);
    }
}
