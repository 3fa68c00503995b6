namespace Tandem.Scheduling;

/// <summary>A stretch of working time within one day, in minutes since its midnight: <c>0 ≤ From &lt; To ≤ 1440</c>.</summary>
public readonly record struct Shift(int From, int To)
{
    public const int DayMinutes = 1440;

    /// <summary>A shift by the clock; an end of 00:00 is the midnight at the end of the day, 00:00–00:00 the whole day.</summary>
    public static Shift Of(TimeOnly from, TimeOnly to)
    {
        var end = to.Hour * 60 + to.Minute;
        return new Shift(from.Hour * 60 + from.Minute, end == 0 ? DayMinutes : end);
    }

    /// <summary>Minute of the day at which it ends, of the next day where it goes on into that one's first shift.</summary>
    internal int Until(WorkingDay? after) => To == DayMinutes && after?.Shifts is [{ From: 0 } on, ..] ? on.To : To;

    /// <summary>The shifts of a stretch by the clock: what of one that ends earlier than it begins lies after midnight is worked a day after.</summary>
    internal static IEnumerable<(int DaysAfter, Shift Shift)> Across(TimeOnly from, TimeOnly to)
    {
        var shift = Of(from, to);
        if (shift.From < shift.To) yield return (0, shift);
        if (shift.From <= shift.To) yield break;
        yield return (0, shift with { To = DayMinutes });
        yield return (1, new Shift(0, shift.To));
    }
}
