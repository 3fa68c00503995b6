namespace Tandem.Scheduling;

/// <summary>
/// A task that comes again and again: a summary with one task an occurrence, each starting no earlier than its own day, as Project makes them
/// (Task/Recurring; Microsoft Project help, "Create recurring tasks"). An occurrence on a free day moves to the next working time by its constraint.
/// </summary>
/// <param name="Pattern">Its days.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="At">Time of day.</param>
/// <param name="Duration">Working minutes of each.</param>
public sealed record RecurringTask(Recurrence Pattern, DateOnly From, DateOnly To, TimeOnly At, long Duration)
{
    /// <summary>The summary and its occurrences, with keys from this one on.</summary>
    public IReadOnlyList<Activity> Rows(int key, int? parent = null, WorkCalendar? calendar = null) =>
    [
        new() { Key = key, Parent = parent, Type = ActivityType.Summary, Calendar = calendar },
        .. Pattern.Dates(From, To).Select((day, i) => Occurrence(day, key + 1 + i, key, calendar)),
    ];

    /// <summary>The occurrence of one day.</summary>
    public Activity Occurrence(DateOnly day, int key = 0, int? parent = null, WorkCalendar? calendar = null) => new()
    {
        Key = key, Parent = parent, Duration = Duration, Calendar = calendar, Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = day.ToDateTime(At),
    };
}
