namespace Tandem.Scheduling.Files;

/// <summary>
/// The calendars of a plan as rows. A plan that came as XER keeps its own; of another the calendar of each activity is written as it is worked (with its resources', round the clock
/// where it is elapsed), as P6 knows no inheriting between them.
/// </summary>
internal sealed class XerCalendarsOut
{
    private readonly Dictionary<WorkCalendar, int> ids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, WorkCalendar> byKey = [];
    private readonly CalendarSet set;
    private readonly PlanFile file;
    private readonly XerBook book;
    private readonly bool own;

    public XerCalendarsOut(PlanFile file, XerBook book)
    {
        (this.file, this.book, own, set) = (file, book, file.Format == PlanFormat.Xer, new CalendarSet(file.Calendars, file.CalendarUid));
        foreach (var activity in PlanOfFile.Make(file, set).Activities) byKey[activity.Key] = activity.Elapsed ? WorkCalendar.Elapsed : activity.Calendar!;
        if (own) foreach (var definition in file.Calendars) Keep(definition);
        else Default = Id(set.Default);
    }

    /// <summary>Id of the plan's calendar.</summary>
    public int? Default { get; }

    /// <summary>The calendar a row is worked in.</summary>
    public WorkCalendar Of(int key) => byKey[key];

    public int? IdOf(PlanTask task) => own && !task.Elapsed ? task.CalendarUid : Id(byKey[task.Key]);

    public int? IdOf(PlanResource resource) => own ? resource.CalendarUid : set.Find(resource.CalendarUid) is { } calendar ? Id(calendar) : null;

    private int Id(WorkCalendar calendar)
    {
        if (ids.TryGetValue(calendar, out var known)) return known;
        var taken = own ? file.Calendars.Select(c => c.Uid).Concat(ids.Values).ToHashSet() : [.. ids.Values];
        var id = calendar.Uid > 0 && !taken.Contains(calendar.Uid) && file.Calendars.Any(c => c.Uid == calendar.Uid) ? calendar.Uid : Math.Max(taken.DefaultIfEmpty(0).Max(), file.Calendars.Select(c => c.Uid).DefaultIfEmpty(0).Max()) + 1;
        Write(book["CALENDAR"].New(), id, calendar.Name, XerCalendarOut.Text(calendar.Week, calendar.Exceptions)).Hours("day_hr_cnt", file.MinutesPerDay).Hours("week_hr_cnt", file.MinutesPerWeek);
        return ids[calendar] = id;
    }

    /// <summary>A calendar as the file has it, spelled out anew only where its days have changed.</summary>
    private void Keep(CalendarDefinition definition)
    {
        var line = book.Row("CALENDAR", definition.Extra);
        var read = line.Text("clndr_data") is { } data ? XerCalendarText.Read(data) : null;
        var same = read is var (week, exceptions) ? week.SequenceEqual(definition.Week) && exceptions.SequenceEqual(definition.Exceptions) : definition.Week.All(day => day is null) && definition.Exceptions.Count == 0;
        var now = set.Find(definition.Uid)!;
        Write(line, definition.Uid, definition.Name, same ? line.Text("clndr_data") : XerCalendarOut.Text(now.Week, now.Exceptions));
    }

    private static XerLine Write(XerLine line, int id, string name, string? days)
    {
        if (line.Text("clndr_name") is not null || name != $"{id}") line.Set("clndr_name", name);
        return line.Set("clndr_id", (long)id).Set("clndr_data", days);
    }
}
