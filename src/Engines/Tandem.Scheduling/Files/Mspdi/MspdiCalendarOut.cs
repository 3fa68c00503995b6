using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Calendars on their way out.</summary>
internal static class MspdiCalendarOut
{
    public static XElement Element(CalendarDefinition calendar)
    {
        var builder = new ElementBuilder("Calendar", MspdiOrder.Calendar)
            .Add("UID", (long)calendar.Uid).Add("Name", calendar.Name).Add("IsBaseCalendar", calendar.IsBase).Add("BaseCalendarUID", (long)(calendar.BaseUid ?? -1));
        if (calendar.Week.Any(d => d is not null)) builder.Add([new XElement(Named("WeekDays"), Days(calendar.Week))]);
        if (calendar.Exceptions.Count > 0) builder.Add([new XElement(Named("Exceptions"), calendar.Exceptions.Select(Exception))]);
        if (calendar.WorkWeeks.Count > 0) builder.Add([new XElement(Named("WorkWeeks"), calendar.WorkWeeks.Select(Week))]);
        return builder.With(calendar.Extra);
    }

    private static XName Named(string name) => ElementBuilder.Named(name);

    private static IEnumerable<XElement> Days(IReadOnlyList<WorkingDay?> week) =>
        from i in Enumerable.Range(0, 7)
        let day = week[(i + 6) % 7]
        where day is not null
        select new XElement(Named("WeekDay"), new XElement(Named("DayType"), i + 1), Time(day));

    private static IEnumerable<XElement> Time(WorkingDay day)
    {
        yield return new XElement(Named("DayWorking"), day.Minutes > 0 ? 1 : 0);
        if (day.Minutes > 0) yield return new XElement(Named("WorkingTimes"), day.Shifts.Select(s => new XElement(Named("WorkingTime"), new XElement(Named("FromTime"), Clock(s.From)), new XElement(Named("ToTime"), Clock(s.To)))));
    }

    private static string Clock(int minute) => $"{minute / 60 % 24:00}:{minute % 60:00}:00";

    private static XElement Period(DateOnly from, DateOnly to) => new(Named("TimePeriod"),
        new XElement(Named("FromDate"), MspdiText.Date(from.ToDateTime(TimeOnly.MinValue))), new XElement(Named("ToDate"), MspdiText.Date(to.ToDateTime(new TimeOnly(23, 59)))));

    private static XElement Exception(CalendarException exception)
    {
        var repeat = exception.Recurrence ?? new Recurrence(RecurrenceKind.Daily);
        var element = new XElement(Named("Exception"), new XElement(Named("EnteredByOccurrences"), repeat.Occurrences > 0 ? 1 : 0), Period(exception.From, exception.To),
            new XElement(Named("Occurrences"), Math.Max(1, repeat.Occurrences > 0 ? repeat.Occurrences : repeat.Dates(exception.From, exception.To).Count())), exception.Name is null ? null : new XElement(Named("Name"), exception.Name),
            new XElement(Named("Type"), (int)repeat.Kind));
        if (exception.Recurrence is not null) element.Add(Recurring(repeat));
        element.Add(Time(exception.Time));
        return element;
    }

    private static IEnumerable<XElement> Recurring(Recurrence repeat) =>
    [
        new(Named("Period"), repeat.Period), new(Named("DaysOfWeek"), repeat.DaysOfWeek), new(Named("MonthItem"), repeat.Item), new(Named("MonthPosition"), repeat.Position),
        new(Named("Month"), repeat.Month - 1), new(Named("MonthDay"), repeat.Day),
    ];

    private static XElement Week(WorkWeek week) => new(Named("WorkWeek"), Period(week.From, week.To), week.Name is null ? null : new XElement(Named("Name"), week.Name), new XElement(Named("WeekDays"), Days(week.Week)));
}
