using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>
/// P6's clndr_data: nested <c>(0||name(key|value|…)(children))</c>. Days of the week are 1 (Sunday) to 7; exceptions carry a day
/// serial since 1899-12-30 and are free where they have no periods.
/// </summary>
internal sealed class XerCalendarText
{
    private const int Depth = 10;
    private readonly string text;
    private int at;

    private XerCalendarText(string text) => this.text = text;

    private sealed record Node(string Name, string Values, List<Node> Children)
    {
        public Node? Child(string name) => Children.Find(c => c.Name == name);
    }

    /// <summary>Week (Monday first) and exceptions, or null where the text holds no days.</summary>
    public static (WorkingDay[] Week, List<CalendarException> Exceptions)? Read(string text)
    {
        try
        {
            var root = new XerCalendarText(text).Parse(0);
            if (root.Child("DaysOfWeek") is not { Children.Count: > 0 } days) return null;
            var week = Enumerable.Range(0, 7).Select(_ => new List<Shift>()).ToArray();
            foreach (var day in days.Children)
            {
                if (!int.TryParse(day.Name, out var number) || number is < 1 or > 7) continue;
                foreach (var (after, shift) in Shifts(day)) week[(number + 5 + after) % 7].Add(shift);
            }
            return ([.. week.Select(day => WorkingDay.Of(day))], [.. (root.Child("Exceptions")?.Children ?? []).Select(Exception).OfType<CalendarException>()]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Node Parse(int depth)
    {
        if (depth > Depth) throw new FormatException();
        Expect('(');
        var open = text.IndexOf('(', at);
        if (open < 0) throw new FormatException();
        var name = text[at..open];
        name = name[(name.LastIndexOf('|') + 1)..].Trim();
        var close = text.IndexOf(')', open);
        if (close < 0) throw new FormatException();
        var values = text[(open + 1)..close];
        at = close + 1;
        var children = new List<Node>();
        Expect('(');
        while (Peek() == '(') children.Add(Parse(depth + 1));
        Expect(')');
        Expect(')');
        return new Node(name, values, children);
    }

    private char Peek()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\x7F')) at++;
        return at < text.Length ? text[at] : throw new FormatException();
    }

    private void Expect(char c)
    {
        if (Peek() != c) throw new FormatException();
        at++;
    }

    private static IEnumerable<(int DaysAfter, Shift Shift)> Shifts(Node day) =>
        from period in day.Children
        let parts = period.Values.Split('|')
        from shift in Shift.Across(Clock(parts, "s"), Clock(parts, "f"))
        select shift;

    private static TimeOnly Clock(string[] parts, string key)
    {
        var i = Array.IndexOf(parts, key);
        if (i < 0 || i + 1 >= parts.Length) throw new FormatException();
        return parts[i + 1] == "24:00" ? TimeOnly.MinValue : TimeOnly.Parse(parts[i + 1], CultureInfo.InvariantCulture);
    }

    private static CalendarException? Exception(Node node)
    {
        var parts = node.Values.Split('|');
        var i = Array.IndexOf(parts, "d");
        if (i < 0 || i + 1 >= parts.Length || !int.TryParse(parts[i + 1], out var serial) || serial is < 0 or > 220_000) return null;
        var date = new DateOnly(1899, 12, 30).AddDays(serial);
        var after = On(1);
        return new CalendarException(date, date, On(0), After: after.Minutes > 0 ? after : null);

        WorkingDay On(int days) => WorkingDay.Of(Shifts(node).Where(shift => shift.DaysAfter == days).Select(shift => shift.Shift));
    }
}
