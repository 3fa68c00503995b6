namespace Tandem.Scheduling;

/// <summary>Calendars made of calendars.</summary>
public sealed partial class WorkCalendar
{
    /// <summary>The time worked in both: a task's calendar with its resources'. Null where they share none.</summary>
    public WorkCalendar? Intersect(WorkCalendar other) => Combine(other, $"{Name} ∩ {other.Name}", (a, b) => a.Intersect(b));

    /// <summary>The time worked in either: the resources of one task together (day and night shift are 16 hours a day).</summary>
    public WorkCalendar Unite(WorkCalendar other) => Combine(other, $"{Name} ∪ {other.Name}", (a, b) => a.Unite(b))!;

    private WorkCalendar? Combine(WorkCalendar other, string name, Func<WorkingDay, WorkingDay, WorkingDay> join)
    {
        if (ReferenceEquals(this, other)) return this;
        WorkingDay[] joined = [.. week.Zip(other.week, join)];
        if (joined.All(d => d.Minutes == 0)) return null;
        var days = this.days.Union(other.days).ToDictionary(Wall.Date, day => join(On(day), other.On(day)));
        return new WorkCalendar(0, name, joined, days);
    }

    internal WorkingDay On(int day)
    {
        var i = byDay.FirstFrom(day);
        return i < days.Length && days[i] == day ? exceptions[i] : week[Mod7(day)];
    }
}
