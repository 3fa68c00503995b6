namespace Tandem.Scheduling;

/// <summary>A calendar as people and files describe it; <see cref="CalendarSet"/> compiles it. JSON-serialisable.</summary>
public sealed record CalendarDefinition
{
    public required int Uid { get; init; }
    public required string Name { get; init; }

    /// <summary>The calendar from which days not given here are taken.</summary>
    public int? BaseUid { get; init; }

    /// <summary>A calendar of its own, not one that only belongs to a resource.</summary>
    public bool IsBase { get; init; } = true;

    /// <summary>Seven days, Monday first; null is inherited from the base (without a base: the standard week's).</summary>
    public IReadOnlyList<WorkingDay?> Week { get; init; } = new WorkingDay?[7];
    public IReadOnlyList<CalendarException> Exceptions { get; init; } = [];

    /// <summary>Other weeks for a while (Project's work weeks).</summary>
    public IReadOnlyList<WorkWeek> WorkWeeks { get; init; } = [];

    /// <summary>What the file said beyond this, kept for its way out.</summary>
    public string? Extra { get; init; }

    /// <summary>It says anything that its base does not.</summary>
    internal bool HasOwnDays => Exceptions.Count > 0 || WorkWeeks.Count > 0 || Week.Any(day => day is not null);
}

/// <summary>
/// Days that differ from the week: a run of dates, or by <paramref name="Recurrence"/> some of the dates within the run. <paramref name="After"/> is what of its shifts lies
/// after midnight: worked on the day after each, beside what that day has.
/// </summary>
public sealed record CalendarException(DateOnly From, DateOnly To, WorkingDay Time, string? Name = null, Recurrence? Recurrence = null, string? Extra = null, WorkingDay? After = null)
{
    /// <summary>The dates it is about.</summary>
    internal IEnumerable<DateOnly> Dates => (Recurrence ?? new Recurrence(RecurrenceKind.Daily)).Dates(From, To);
}

/// <summary>A different week from one date to another; days that are null stay as they were.</summary>
public sealed record WorkWeek(string? Name, DateOnly From, DateOnly To, IReadOnlyList<WorkingDay?> Week);
