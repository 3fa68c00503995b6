using Tandem.Kernel.Wording;
using Tandem.Metrics.Sessions;

namespace Tandem.Insight.Questions;

/// <summary>Sessions by length and by number of events, in classes that people know from other tools.</summary>
internal static class SessionClasses
{
    private static readonly int[] Seconds = [0, 1, 10, 30, 60, 180, 600, 1800, 3600], Events = [1, 2, 3, 4, 5, 6, 11, 21, 51];

    /// <summary>Label and number of sessions of each class.</summary>
    public static List<(string Label, int Sessions)> ByLength(SessionAnswer answer, Words words) =>
        Classes(Seconds, answer.DurationsS, (from, to) => to == 1 ? words["insight.length.0"] : to is null ? words["insight.length.longest"] : words["insight.length", Length(from, words), Length(to.Value, words)]);

    public static List<(string Label, int Sessions)> ByEvents(SessionAnswer answer) =>
        Classes(Events, [.. answer.EventsPerSession.Select(e => (decimal)e)], (from, to) => to is null ? $"{from}+" : to == from + 1 ? $"{from}" : $"{from}–{to - 1}");

    private static List<(string, int)> Classes(int[] starts, IReadOnlyList<decimal> values, Func<int, int?, string> label)
    {
        var counts = new int[starts.Length];
        foreach (var value in values) counts[Math.Max(0, Array.FindLastIndex(starts, start => start <= value))]++;
        return [.. starts.Select((start, i) => (label(start, i + 1 < starts.Length ? starts[i + 1] : null), counts[i]))];
    }

    private static string Length(int seconds, Words words) => seconds < 60 ? words["insight.seconds", seconds] : seconds < 3600 ? words["insight.minutes", seconds / 60] : words["insight.hours", seconds / 3600];
}
