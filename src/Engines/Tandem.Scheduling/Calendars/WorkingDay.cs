namespace Tandem.Scheduling;

/// <summary>The working time of one day: disjoint shifts in order. Immutable; equal shifts make equal days.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WorkingDayJson))]
public sealed class WorkingDay : IEquatable<WorkingDay>
{
    private readonly Shift[] shifts;
    private readonly int[] before;

    private WorkingDay(Shift[] shifts)
    {
        this.shifts = shifts;
        before = new int[shifts.Length];
        for (var i = 0; i < shifts.Length; i++)
        {
            before[i] = Minutes;
            Minutes += shifts[i].To - shifts[i].From;
        }
    }

    /// <summary>No work.</summary>
    public static WorkingDay Off { get; } = new([]);

    /// <summary>24 hours of work.</summary>
    public static WorkingDay RoundTheClock { get; } = new([new Shift(0, Shift.DayMinutes)]);

    /// <summary>08:00–12:00 and 13:00–17:00, the day both schedulers start with.</summary>
    public static WorkingDay Standard { get; } = new([new Shift(480, 720), new Shift(780, 1020)]);

    public IReadOnlyList<Shift> Shifts => shifts;

    /// <summary>Minutes of work in the day.</summary>
    public int Minutes { get; }

    /// <summary>A day of these shifts; they are put in order and overlapping ones become one.</summary>
    /// <exception cref="ArgumentException">A shift that ends before it begins or leaves the day.</exception>
    public static WorkingDay Of(params IEnumerable<Shift> shifts)
    {
        var merged = new List<Shift>();
        foreach (var shift in shifts.OrderBy(s => s.From))
        {
            if (shift.From < 0 || shift.To > Shift.DayMinutes || shift.From >= shift.To) throw new ArgumentException($"A shift from minute {shift.From} to {shift.To} is not within a day.");
            if (merged.Count > 0 && merged[^1].To >= shift.From) merged[^1] = new Shift(merged[^1].From, Math.Max(merged[^1].To, shift.To));
            else merged.Add(shift);
        }
        return merged.Count == 0 ? Off : new WorkingDay([.. merged]);
    }

    /// <summary>The time worked in both days.</summary>
    public WorkingDay Intersect(WorkingDay other) => Of(
        from a in shifts
        from b in other.shifts
        let shared = new Shift(Math.Max(a.From, b.From), Math.Min(a.To, b.To))
        where shared.From < shared.To
        select shared);

    /// <summary>The time worked in either day.</summary>
    public WorkingDay Unite(WorkingDay other) => Of(shifts.Concat(other.shifts));

    /// <summary>Minutes worked before a minute of the day.</summary>
    internal int WorkedBefore(int minute)
    {
        for (var i = shifts.Length - 1; i >= 0; i--)
        {
            if (minute >= shifts[i].From) return before[i] + Math.Min(minute, shifts[i].To) - shifts[i].From;
        }
        return 0;
    }

    /// <summary>The minute of the day at which the working minute numbered <paramref name="worked"/> (from 0) begins.</summary>
    internal int MinuteOf(int worked)
    {
        var i = shifts.Length - 1;
        while (before[i] > worked) i--;
        return shifts[i].From + worked - before[i];
    }

    public bool Equals(WorkingDay? other) => other is not null && shifts.AsSpan().SequenceEqual(other.shifts);
    public override bool Equals(object? obj) => Equals(obj as WorkingDay);
    public override int GetHashCode() => shifts.Aggregate(17, HashCode.Combine);
}
