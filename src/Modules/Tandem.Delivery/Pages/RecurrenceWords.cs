using System.Globalization;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>A recurring task's pattern in a line.</summary>
internal static class RecurrenceWords
{
    public static string Of(RepeatPattern pattern, DateOnly today, Words words)
    {
        string Date(string text) => Formats.Date(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), today);
        List<string> parts = [pattern.Step > 1 && pattern.Every != "workday" && pattern.Every != "year" ? words[$"recurring.says.every-n.{pattern.Every}", pattern.Step] : words[$"recurring.says.every.{pattern.Every}"]];
        if (On(pattern, words) is { } on) parts.Add(on);
        parts.Add(words["recurring.says.at", pattern.At]);
        parts.Add(words["recurring.says.from", Date(pattern.From!)]);
        if (pattern.Until is { } until) parts.Add(words["recurring.says.until", Date(until)]);
        if (pattern.Count is { } count) parts.Add(words["recurring.says.count", count]);
        return string.Join(words["recurring.says.and"], parts);
    }

    private static string? On(RepeatPattern pattern, Words words)
    {
        var weekdays = string.Join(words["recurring.says.and"], pattern.Weekdays!.Select(day => words[$"recurring.weekday.{day}"]));
        var day = pattern.Position is { } position ? words[$"recurring.says.on.{position}", words[$"recurring.weekday.{pattern.Weekdays![0]}"]] : words["recurring.says.on.day", pattern.Day];
        return pattern.Every switch
        {
            "week" => weekdays,
            "month" => day,
            "year" => words["recurring.says.of-year", pattern.Month, day],
            _ => null,
        };
    }
}
