using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Calendars on their way out.</summary>
internal static class MspdiCalendarOut
{
    /// <summary>The file's own text where the calendar is still what the text says.</summary>
    public static XElement Element(CalendarDefinition calendar)
    {
        if (calendar.Extra?.StartsWith('<') != true) return Made(calendar);
        var made = Made(calendar);
        var read = MspdiCalendar.Read(LinedElement.Of(calendar.Extra), []);
        return XNode.DeepEquals(Made(read), made) ? XElement.Parse(calendar.Extra) : made;
    }

    private static XElement Made(CalendarDefinition calendar)
    {
        var builder = new ElementBuilder("Calendar", MspdiOrder.Calendar)
            .Add("UID", (long)calendar.Uid).Add("Name", calendar.Name).Add("IsBaseCalendar", calendar.IsBase).Add("BaseCalendarUID", (long)(calendar.BaseUid ?? -1));
        if (calendar.Week.Any(d => d is not null)) builder.Add([new XElement(Named("WeekDays"), Days(calendar.Week))]);
        if (calendar.Exceptions.Count > 0) builder.Add([new XElement(Named("Exceptions"), calendar.Exceptions.Select(Exception))]);
        if (calendar.WorkWeeks.Count > 0) builder.Add([new XElement(Named("WorkWeeks"), calendar.WorkWeeks.Select(Week))]);
        return builder.With((XElement?)null);
    }

    private static XName Named(string name) => ElementBuilder.Named(name);

    private static IEnumerable<XElement> Days(IReadOnlyList<WorkingDay?> week) =>
        from i in Enumerable.Range(0, 7)
        let day = week[(i + 6) % 7]
        where day is not null
        select new XElement(Named("WeekDay"), new XElement(Named("DayType"), i + 1), Time(day));

    /// <summary>A shift until midnight goes on into what is worked after it.</summary>
    private static IEnumerable<XElement> Time(WorkingDay day, WorkingDay? after = null)
    {
        yield return new XElement(Named("DayWorking"), day.Minutes > 0 ? 1 : 0);
        if (day.Minutes > 0) yield return new XElement(Named("WorkingTimes"), day.Shifts.Select(s => new XElement(Named("WorkingTime"), new XElement(Named("FromTime"), Clock(s.From)), new XElement(Named("ToTime"), Clock(s.Until(after))))));
    }

    private static string Clock(int minute) => $"{minute / 60 % 24:00}:{minute % 60:00}:00";

    private static XElement Period(DateOnly from, DateOnly to) => new(Named("TimePeriod"),
        new XElement(Named("FromDate"), MspdiText.Date(from.ToDateTime(TimeOnly.MinValue))), new XElement(Named("ToDate"), MspdiText.Date(to.ToDateTime(new TimeOnly(23, 59)))));

    private static XElement Exception(CalendarException exception)
    {
        var builder = new ElementBuilder("Exception", MspdiOrder.Exception).Add("Name", exception.Name).Add([Period(exception.From, exception.To)]).Add(Time(exception.Time, exception.After));
        if (exception.Recurrence is { } repeat) Add(builder, repeat, repeat.Dates(exception.From, exception.To).Count());
        else if (exception.Extra is null) builder.Add("EnteredByOccurrences", false).Add("Occurrences", (long)(exception.To.DayNumber - exception.From.DayNumber + 1)).Add("Type", 1L);
        return builder.With(exception.Extra);
    }

    private static void Add(ElementBuilder builder, Recurrence repeat, long times) => builder
        .Add("EnteredByOccurrences", repeat.Occurrences > 0).Add("Occurrences", times).Add("Type", (long)repeat.Kind).Add("Period", (long)repeat.Period).Add("DaysOfWeek", (long)repeat.DaysOfWeek)
        .Add("MonthItem", (long)repeat.Item).Add("MonthPosition", (long)repeat.Position).Add("Month", (long)repeat.Month - 1).Add("MonthDay", (long)repeat.Day);

    private static XElement Week(WorkWeek week) => new(Named("WorkWeek"), Period(week.From, week.To), week.Name is null ? null : new XElement(Named("Name"), week.Name), new XElement(Named("WeekDays"), Days(week.Week)));
}
