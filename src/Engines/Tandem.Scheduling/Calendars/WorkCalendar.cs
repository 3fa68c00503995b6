namespace Tandem.Scheduling;

/// <summary>
/// Working time, compiled: a week and the days that differ from it. Immutable and safe to share. All arithmetic is exact to the minute and costs
/// about the same with any number of exceptions: the minutes worked before an instant are weeks × minutes a week, plus the part of the week,
/// plus the summed differences of the exceptions before it; the way back is a search in the same sums. Where much is asked of it, tables of
/// the days asked about answer in its place.
/// </summary>
public sealed partial class WorkCalendar
{
    private readonly WorkingDay[] week;
    private readonly int[] weekBefore = new int[8];
    private readonly int[] days;
    private readonly WorkingDay[] exceptions;
    private readonly long[] shift;
    private readonly long[] before;
    private readonly Buckets byDay, byWork;
    private readonly double perWeek;

    /// <param name="uid">The calendar's number in its file; 0 where it has none.</param>
    /// <param name="name">Name as shown.</param>
    /// <param name="week">Seven days, Monday first; at least one of them worked.</param>
    /// <param name="exceptions">Days that differ from the week.</param>
    /// <exception cref="ArgumentException">Not seven days, or a week without work.</exception>
    public WorkCalendar(int uid, string name, IReadOnlyList<WorkingDay> week, IReadOnlyDictionary<DateOnly, WorkingDay>? exceptions = null)
    {
        if (week.Count != 7) throw new ArgumentException("A week has seven days.", nameof(week));
        (Uid, Name, this.week) = (uid, name, [.. week]);
        for (var i = 0; i < 7; i++) weekBefore[i + 1] = weekBefore[i] + week[i].Minutes;
        if (weekBefore[7] == 0) throw new ArgumentException($"The week of calendar \"{name}\" has no working time.", nameof(week));
        var sorted = (exceptions ?? new Dictionary<DateOnly, WorkingDay>()).Select(e => (Day: Wall.Day(e.Key), Time: e.Value)).Where(e => !e.Time.Equals(week[Mod7(e.Day)])).OrderBy(e => e.Day).ToArray();
        days = [.. sorted.Select(e => e.Day)];
        this.exceptions = [.. sorted.Select(e => e.Time)];
        shift = new long[days.Length + 1];
        before = new long[days.Length];
        for (var i = 0; i < days.Length; i++)
        {
            before[i] = WeekBefore(days[i]) + shift[i];
            shift[i + 1] = shift[i] + this.exceptions[i].Minutes - week[Mod7(days[i])].Minutes;
        }
        (byDay, byWork, perWeek) = (new Buckets([.. days.Select(d => (long)d)]), new Buckets(before), 1.0 / weekBefore[7]);
    }

    public int Uid { get; }
    public string Name { get; }

    /// <summary>The week, Monday first.</summary>
    public IReadOnlyList<WorkingDay> Week => week;

    /// <summary>Days that differ from the week, in order.</summary>
    public IEnumerable<(DateOnly Date, WorkingDay Time)> Exceptions => days.Select((day, i) => (Wall.Date(day), exceptions[i]));

    /// <summary>Monday to Friday, 08:00–12:00 and 13:00–17:00.</summary>
    public static WorkCalendar Standard { get; } = new(0, "Standard", [WorkingDay.Standard, WorkingDay.Standard, WorkingDay.Standard, WorkingDay.Standard, WorkingDay.Standard, WorkingDay.Off, WorkingDay.Off]);

    /// <summary>Round the clock: what elapsed time counts in.</summary>
    public static WorkCalendar Elapsed { get; } = new(0, "24 Hours", [.. Enumerable.Repeat(WorkingDay.RoundTheClock, 7)]);

    /// <summary>The instant at which <paramref name="minutes"/> of work that begin at <paramref name="from"/> end; a negative count goes back.</summary>
    public DateTime Add(DateTime from, long minutes) => Wall.Time(Add(Wall.Minutes(from), minutes));

    /// <summary>The instant at which <paramref name="minutes"/> of work must begin to end at <paramref name="from"/>.</summary>
    public DateTime Subtract(DateTime from, long minutes) => Wall.Time(Add(Wall.Minutes(from), -minutes));

    /// <summary>Working minutes between two instants; negative where <paramref name="to"/> is earlier.</summary>
    public long Between(DateTime from, DateTime to) => Between(Wall.Minutes(from), Wall.Minutes(to));

    /// <summary>The first instant, from this one on, that is followed by work.</summary>
    public DateTime NextWork(DateTime at) => Wall.Time(NextWork(Wall.Minutes(at)));

    /// <summary>The last instant, up to this one, that follows work.</summary>
    public DateTime PreviousWork(DateTime at) => Wall.Time(PreviousWork(Wall.Minutes(at)));

    /// <summary>Whether the minute that begins here is worked.</summary>
    public bool IsWorking(DateTime at) => NextWork(Wall.Minutes(at)) == Wall.Minutes(at);

    /// <summary>Whether both work the same time, whatever they are called.</summary>
    public bool WorksLike(WorkCalendar other) => ReferenceEquals(this, other)
        || (week.AsSpan().SequenceEqual(other.week) && days.AsSpan().SequenceEqual(other.days) && exceptions.AsSpan().SequenceEqual(other.exceptions));

    public override string ToString() => Name;
}
