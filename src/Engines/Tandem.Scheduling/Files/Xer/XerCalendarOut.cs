using System.Globalization;
using System.Text;

namespace Tandem.Scheduling.Files;

/// <summary>Calendars on their way out, as clndr_data.</summary>
internal static class XerCalendarOut
{
    /// <summary>The days of a compiled calendar: inherited, repeating and overlapping ones are spelled out.</summary>
    public static string Text(IReadOnlyList<WorkingDay> week, IEnumerable<(DateOnly Date, WorkingDay Time)> exceptions)
    {
        var text = new StringBuilder("(0||CalendarData()(\x7F\x7F  (0||DaysOfWeek()(");
        for (var i = 0; i < 7; i++) Node(text, "    ", $"(0||{i + 1}()", week[(i + 6) % 7]);
        text.Append("))\x7F\x7F  (0||Exceptions()(");
        foreach (var (at, exception) in exceptions.Index()) Node(text, "    ", string.Create(CultureInfo.InvariantCulture, $"(0||{at}(d|{exception.Date.DayNumber - new DateOnly(1899, 12, 30).DayNumber})"), exception.Time);
        return text.Append("))))").ToString();
    }

    private static void Node(StringBuilder text, string indent, string head, WorkingDay day)
    {
        text.Append("\x7F\x7F").Append(indent).Append(head).Append('(');
        foreach (var (at, shift) in day.Shifts.Index()) text.Append(CultureInfo.InvariantCulture, $"\x7F\x7F{indent}  (0||{at}(s|{Clock(shift.From)}|f|{Clock(shift.To)})())");
        text.Append("))");
    }

    /// <summary>Midnight at the end of the day is written as 00:00.</summary>
    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60 % 24:00}:{minute % 60:00}");
}
