using Tandem.Metrics.Time;
using Period = Tandem.Metrics.Time.Period;

namespace Tandem.Metrics.Retentions;

/// <summary>
/// Retention by 24-hour windows from each person's first target event, both times floored to the hour: day 1 is hours 24 to 48; a week is 7 days, a month 30.
/// The cohort is the calendar period of that first event.
/// </summary>
public sealed class WindowRetention(RetentionQuestion question)
{
    private readonly List<(long Time, int Mask)> _events = [];
    private readonly long _length = question.Buckets.Calendar.Period switch
    {
        Period.Hour => ZoneTable.Hour, Period.Week => 7 * ZoneTable.Day, Period.Month => 30 * ZoneTable.Day, _ => ZoneTable.Day,
    };

    private int _person = -1;

    public RetentionTally Tally { get; } = new(question);

    /// <summary>The first window after the starting one in which a person came back; 0: only within the starting one; null: never.</summary>
    public Dictionary<int, int?> ReturnedOn { get; } = [];

    public void Add(int person, long time, int mask)
    {
        if (person != _person) End();
        _person = person;
        _events.Add((time, mask));
    }

    /// <summary>To be called once after the last row.</summary>
    public void End()
    {
        var bit = question.Type == CohortType.FirstEver ? 4 : 1;
        var first = _events.FindIndex(e => (e.Mask & bit) != 0);
        if (first >= 0 && _events[first].Time >= question.Buckets.Range.From) Count(first);
        _events.Clear();
    }

    private void Count(int first)
    {
        var start = HourOf(_events[first].Time);
        var counts = _events.Skip(first + 1).Where(e => (e.Mask & 2) != 0)
            .GroupBy(e => (int)((HourOf(e.Time) - start) / _length)).ToDictionary(g => g.Key, g => g.Count());
        var windows = counts.Where(c => c.Value >= question.MinimumOccurrences).Select(c => c.Key).Order().ToList();
        var row = question.Buckets.IndexOf(_events[first].Time);
        if (row < question.Rows) Tally.Add(_person, row, [.. windows.Where(k => k > 0)]);
        ReturnedOn[_person] = windows.Count == 0 ? null : windows.FirstOrDefault(k => k > 0);
    }

    private static long HourOf(long time) => time / ZoneTable.Hour * ZoneTable.Hour;
}
