namespace Tandem.Scheduling;

/// <summary>
/// The calendars of one plan, compiled: base calendars inherited, repeating exceptions expanded, and the calendars that tasks get
/// from their own and their resources' combined once each.
/// </summary>
public sealed class CalendarSet
{
    private readonly Dictionary<int, CalendarDefinition> definitions = [];
    private readonly Dictionary<int, WorkCalendar> compiled = [];
    private readonly Dictionary<string, WorkCalendar> combined = [];
    private readonly List<string> empty = [];

    public CalendarSet(IEnumerable<CalendarDefinition> definitions, int? defaultUid = null)
    {
        foreach (var definition in definitions) this.definitions.TryAdd(definition.Uid, definition);
        Default = Find(defaultUid) ?? WorkCalendar.Standard;
    }

    /// <summary>The plan's calendar; the standard week where it has none.</summary>
    public WorkCalendar Default { get; }

    /// <summary>Names of the calendars whose week has no work: the standard week stands for theirs.</summary>
    public IReadOnlyCollection<string> EmptyWeeks()
    {
        foreach (var uid in definitions.Keys) Compile(uid);
        return empty;
    }

    /// <summary>The calendar with this number; null where there is none.</summary>
    public WorkCalendar? Find(int? uid) => uid is { } known && definitions.ContainsKey(known) ? Compile(known) : null;

    /// <summary>The calendar a task is worked in: its own, or the plan's, with the union of its resources'; its own alone where they share no time.</summary>
    public WorkCalendar For(int? task, IReadOnlyCollection<int> resources, bool ignoreResources = false)
    {
        var own = Find(task);
        if (ignoreResources || resources.Count == 0) return own ?? Default;
        var shared = resources.Where(definitions.ContainsKey).Distinct().Order().ToArray();
        if (shared.Length == 0) return own ?? Default;
        if (shared.Length == 1 && own is null) return Compile(shared[0]);
        var key = $"{task}:{string.Join(',', shared)}";
        if (combined.TryGetValue(key, out var found)) return found;
        var union = shared.Select(Compile).Aggregate((a, b) => a.Unite(b));
        return combined[key] = own is null ? union : own.Intersect(union) ?? own;
    }

    /// <summary>Compiles a calendar after the ones it stands on; a circle of bases ends where it began.</summary>
    private WorkCalendar Compile(int uid)
    {
        if (compiled.TryGetValue(uid, out var known)) return known;
        var chain = new Stack<CalendarDefinition>();
        var seen = new HashSet<int>();
        for (int? at = uid; at is { } next && definitions.TryGetValue(next, out var definition) && !compiled.ContainsKey(next) && seen.Add(next); at = definition.BaseUid) chain.Push(definition);
        while (chain.TryPop(out var definition)) compiled[definition.Uid] = Compile(definition, definition.BaseUid is { } b ? compiled.GetValueOrDefault(b) : null);
        return compiled[uid];
    }

    private WorkCalendar Compile(CalendarDefinition definition, WorkCalendar? inherited)
    {
        if (inherited is not null && !definition.HasOwnDays) return inherited;
        var basis = (inherited ?? WorkCalendar.Standard).Week;
        WorkingDay[] week = [.. definition.Week.Select((day, i) => day ?? basis[i])];
        if (week.All(d => d.Minutes == 0))
        {
            empty.Add(definition.Name);
            week = [.. WorkCalendar.Standard.Week];
        }
        var days = (inherited?.Exceptions ?? []).ToDictionary(e => e.Date, e => e.Time);
        foreach (var other in definition.WorkWeeks) Lay(days, other);
        foreach (var exception in definition.Exceptions)
            foreach (var date in exception.Dates) days[date] = exception.Time;
        // after all of them: the morning after may be an exception itself
        foreach (var exception in definition.Exceptions.Where(exception => exception.After is not null))
            foreach (var date in exception.Dates.Where(date => date < DateOnly.MaxValue).Select(date => date.AddDays(1))) days[date] = On(days, week, date).Unite(exception.After!);
        return new WorkCalendar(definition.Uid, definition.Name, week, days);
    }

    private static WorkingDay On(Dictionary<DateOnly, WorkingDay> days, WorkingDay[] week, DateOnly date) => days.GetValueOrDefault(date) ?? week[((int)date.DayOfWeek + 6) % 7];

    private static void Lay(Dictionary<DateOnly, WorkingDay> days, WorkWeek other)
    {
        foreach (var date in new Recurrence(RecurrenceKind.Daily).Dates(other.From, other.To))
        {
            if (other.Week[((int)date.DayOfWeek + 6) % 7] is { } time) days[date] = time;
        }
    }
}
