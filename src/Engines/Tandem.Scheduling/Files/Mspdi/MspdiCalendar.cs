namespace Tandem.Scheduling.Files;

/// <summary>One Calendar element.</summary>
internal static class MspdiCalendar
{
    /// <summary>The calendar, with its own text as leftover: nobody changes calendars, so the text goes out again.</summary>
    public static CalendarDefinition Read(LinedElement element, List<PlanWarning> warnings)
    {
        var text = MspdiExtra.Text(element);
        var fields = new Fields(element, warnings);
        var uid = fields.Number("UID") ?? 0;
        fields.Owner = $"Calendar {uid}";
        var (week, dated) = Week(fields.TakeElement("WeekDays"), warnings);
        var exceptions = fields.TakeElement("Exceptions") is { } list ? [.. list.Elements().Cast<LinedElement>().Select(e => Exception(e, warnings)).OfType<CalendarException>()] : dated;
        return new CalendarDefinition
        {
            Uid = uid, Name = fields.Text("Name") ?? $"{uid}", BaseUid = fields.Number("BaseCalendarUID") is { } b and >= 0 && b != uid ? b : null, IsBase = fields.Flag("IsBaseCalendar") ?? true,
            Week = week, Exceptions = exceptions, WorkWeeks = [.. (fields.TakeElement("WorkWeeks")?.Elements().Cast<LinedElement>() ?? []).Select(e => OtherWeek(e, warnings)).OfType<WorkWeek>()],
            Extra = text,
        };
    }

    /// <summary>Days 1 (Sunday) to 7, and the dated days that files up to Project 2003 hold as day 0.</summary>
    private static (WorkingDay?[] Week, List<CalendarException> Dated) Week(LinedElement? days, List<PlanWarning> warnings)
    {
        var (week, nights, dated) = (new WorkingDay?[7], new List<(int Day, WorkingDay Time)>(), new List<CalendarException>());
        foreach (var day in days?.Elements().Cast<LinedElement>() ?? [])
        {
            var fields = new Fields(day, warnings);
            var type = fields.Number("DayType") ?? -1;
            var (time, after) = Time(fields, warnings);
            if (type is >= 1 and <= 7) week[(type + 5) % 7] = time;
            if (type is >= 1 and <= 7 && after.Minutes > 0) nights.Add(((type + 6) % 7, after));
            else if (type == 0 && Period(fields, warnings) is { } period) dated.Add(new CalendarException(period.From, period.To, time, After: Some(after)));
        }
        foreach (var (day, time) in nights) week[day] = (week[day] ?? WorkingDay.Off).Unite(time);
        return (week, dated);
    }

    /// <summary>What is worked on the day, and what of its shifts lies after midnight.</summary>
    private static (WorkingDay Time, WorkingDay After) Time(Fields fields, List<PlanWarning> warnings)
    {
        var working = fields.Flag("DayWorking") ?? false;
        var times = fields.TakeElement("WorkingTimes");
        if (!working) return (WorkingDay.Off, WorkingDay.Off);
        var shifts = new List<(int DaysAfter, Shift Shift)>();
        foreach (var time in times?.Elements().Cast<LinedElement>() ?? [])
        {
            var inner = new Fields(time, warnings) { Owner = fields.Owner };
            if (TimeOnly.TryParse(inner.Text("FromTime"), System.Globalization.CultureInfo.InvariantCulture, out var from) && TimeOnly.TryParse(inner.Text("ToTime"), System.Globalization.CultureInfo.InvariantCulture, out var to)) shifts.AddRange(Shift.Across(from, to));
        }
        return (shifts.Count > 0 ? On(0) : WorkingDay.Standard, On(1));

        WorkingDay On(int days) => WorkingDay.Of(shifts.Where(shift => shift.DaysAfter == days).Select(shift => shift.Shift));
    }

    private static (DateOnly From, DateOnly To)? Period(Fields fields, List<PlanWarning> warnings)
    {
        if (fields.TakeElement("TimePeriod") is not { } element) return null;
        var inner = new Fields(element, warnings) { Owner = fields.Owner };
        return inner.Date("FromDate") is { } from && inner.Date("ToDate") is { } to && to >= from ? (DateOnly.FromDateTime(from), DateOnly.FromDateTime(to)) : null;
    }

    private static CalendarException? Exception(LinedElement element, List<PlanWarning> warnings)
    {
        var fields = new Fields(element, warnings);
        if (Period(fields, warnings) is not { } period) return null;
        var (time, after) = Time(fields, warnings);
        return new CalendarException(period.From, period.To, time, fields.Text("Name"), Repeat(fields), fields.Rest(), Some(after));
    }

    private static WorkingDay? Some(WorkingDay day) => day.Minutes > 0 ? day : null;

    /// <summary>How the exception repeats; null where it is one run of days, whose fields then stay in its leftover.</summary>
    private static Recurrence? Repeat(Fields fields)
    {
        if (!int.TryParse(fields.Peek("Type"), out var kind) || kind is < 1 or > 8 || (kind == 1 && fields.Peek("Period") is null or "0" or "1")) return null;
        var occurrences = fields.Number("Occurrences") ?? 0;
        var byCount = fields.Flag("EnteredByOccurrences") ?? false;
        return new Recurrence((RecurrenceKind)(fields.Number("Type") ?? 1), fields.Number("Period") ?? 1, fields.Number("DaysOfWeek") ?? 0, fields.Number("MonthItem") ?? 0, fields.Number("MonthPosition") ?? 0,
            (fields.Number("Month") ?? 0) + 1, fields.Number("MonthDay") ?? 1, byCount ? occurrences : 0);
    }

    private static WorkWeek? OtherWeek(LinedElement element, List<PlanWarning> warnings)
    {
        var fields = new Fields(element, warnings);
        return Period(fields, warnings) is { } period ? new WorkWeek(fields.Text("Name"), period.From, period.To, Week(fields.TakeElement("WeekDays"), warnings).Week) : null;
    }
}
