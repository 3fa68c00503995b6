using System.Globalization;
using System.Text;
using NodaTime;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;

namespace Tandem.Delivery.Exports;

/// <summary>Milestones and due dates as iCalendar (RFC 5545): what people put beside their own appointments.</summary>
internal static class PlanCalendar
{
    /// <param name="plan">Whose milestones and due dates.</param>
    /// <param name="project">Its name and zone.</param>
    /// <param name="utc">Now: the stamp each event must have.</param>
    public static string Write(PlanSnapshot plan, Project project, DateTime utc)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tandem//EN\r\n");
        Line(text, "X-WR-CALNAME:" + Escape(project.Name));
        var zone = DateTimeZoneProviders.Tzdb[project.Zone];
        var stamp = utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        for (var row = 0; row < plan.Count; row++)
        {
            var item = plan.Outline.Items[row];
            if (PlanWords.Of(plan.TypeOf(row)) == "milestone") Event(text, $"{item.Id}", stamp, item.Name, "DTSTART:" + Instant(plan.Schedule.At(row).Finish, zone));
            if (item.Due is { } due) Event(text, $"{item.Id}-due", stamp, item.Name, "DTSTART;VALUE=DATE:" + due.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        }
        return text.Append("END:VCALENDAR\r\n").ToString();
    }

    private static void Event(StringBuilder text, string uid, string stamp, string name, string start)
    {
        text.Append("BEGIN:VEVENT\r\n");
        Line(text, $"UID:{uid}@tandem");
        Line(text, "DTSTAMP:" + stamp);
        Line(text, start);
        Line(text, "SUMMARY:" + Escape(name));
        text.Append("END:VEVENT\r\n");
    }

    private static string Instant(DateTime wall, DateTimeZone zone) =>
        LocalDateTime.FromDateTime(wall).InZoneLeniently(zone).ToDateTimeUtc().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>A content line, folded at 75 octets.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 74)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
