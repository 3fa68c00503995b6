using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>
/// The occurrences of a recurring task laid over the days of a changed pattern: what has begun stays and stands for the day of its own period; of the others those on
/// a day of the pattern stay on it, the rest move to the days left over in order, and what is then too few is made, too many removed.
/// </summary>
internal sealed record Occurrences(IReadOnlyList<WorkItem> Staying, IReadOnlyList<(WorkItem Item, DateOnly Day)> Open, IReadOnlyList<WorkItem> Removed, IReadOnlyList<DateOnly> Added)
{
    /// <param name="rows">The rows below the summary that start no earlier than a day of their own.</param>
    /// <param name="pattern">Whole.</param>
    public static Occurrences Of(IEnumerable<WorkItem> rows, RepeatPattern pattern)
    {
        var (left, begun) = (pattern.Days(), rows.Where(IsBegun).ToList());
        var own = begun.ConvertAll(DayOf);
        foreach (var day in own.Where(day => !left.Remove(day)).ToList())
            if (left.FindIndex(other => pattern.IsOnePeriod(other, day)) is >= 0 and var at) left.RemoveAt(at);
        if (pattern.Count is { } count) left = [.. left.Take(Math.Max(0, count - begun.Count))];
        var (kept, loose) = (new List<(WorkItem, DateOnly)>(), new List<WorkItem>());
        foreach (var row in rows.Where(row => !IsBegun(row)).OrderBy(DayOf).ThenBy(row => row.Number))
        {
            if (left.Remove(DayOf(row))) kept.Add((row, DayOf(row)));
            else loose.Add(row);
        }
        kept.AddRange(loose.Zip(left));
        return new(begun, kept, [.. loose.Skip(left.Count)], [.. left.Skip(loose.Count)]);
    }

    /// <summary>Whether a row below a recurring task's summary is one of its occurrences.</summary>
    public static bool Is(WorkItem row) => row is { Constraint: ConstraintType.StartNoEarlierThan, ConstraintDate: not null } || IsBegun(row);

    public static DateOnly DayOf(WorkItem row) => DateOnly.FromDateTime(row.ConstraintDate ?? row.ActualStart ?? row.ActualFinish ?? row.MadeAt);

    /// <summary>Of an occurrence, with room for its number.</summary>
    public static string Name(string name, int number) => $"{name[..Math.Min(name.Length, Fields.NameLength - 1 - $"{number}".Length)]} {number}";

    public static WorkItem Make(EditScope scope, Activity row, string name, int? calendar, DateTime at)
    {
        var summary = row.Type == ActivityType.Summary;
        return new WorkItem
        {
            Id = WorkItemId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, Number = scope.NextNumber(), Name = name, Type = row.Type, Duration = row.Duration, Constraint = row.Constraint,
            ConstraintDate = row.ConstraintDate, Calendar = calendar, MadeAt = at, Recurring = summary, FileExtra = summary ? FileLeftover.With(null, "Task", ("Recurring", "1")) : null,
        };
    }

    private static bool IsBegun(WorkItem row) => row.IsStarted || row.PercentComplete > 0;
}
