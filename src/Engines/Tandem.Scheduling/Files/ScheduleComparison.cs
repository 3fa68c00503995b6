using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>One value that came out otherwise than it stood in the file. Dates as <c>2026-01-09T17:00</c>, floats in minutes, <c>true</c>/<c>false</c>.</summary>
public sealed record PlanDifference(int Key, int? Uid, string? Code, string Field, string Theirs, string Ours, string Cause);

/// <summary>
/// The file's stored dates against a schedule of it. A row counts as identical where every value the file has for it came out the same; rows for
/// which the file has none are not compared.
/// </summary>
public sealed record ScheduleComparison(int Activities, int Compared, int Identical, IReadOnlyList<PlanDifference> Differences)
{
    /// <summary>All causes a difference can have.</summary>
    public static IReadOnlyList<string> Causes { get; } =
    [
        DifferenceCause.SameInstant, DifferenceCause.Manual, DifferenceCause.Inactive, DifferenceCause.Complete, DifferenceCause.Children, DifferenceCause.NonWorking, DifferenceCause.Duration,
        DifferenceCause.TooEarly, DifferenceCause.Later, DifferenceCause.Predecessor, DifferenceCause.LateDates, DifferenceCause.Progress,
    ];

    public static ScheduleComparison Of(PlanFile file, Schedule schedule)
    {
        var (compared, identical, differences) = (0, 0, new List<PlanDifference>());
        var moved = file.Tasks.Where(t => Moved(t, schedule[t.Key])).Select(t => t.Key).ToHashSet();
        foreach (var task in file.Tasks)
        {
            var ours = schedule[task.Key];
            var pairs = Pairs(task.Stored, ours).Where(p => p.Theirs is not null).ToList();
            if (pairs.Count == 0) continue;
            compared++;
            var wrong = pairs.Where(p => !Equals(p.Theirs, p.Ours)).ToList();
            if (wrong.Count == 0) identical++;
            differences.AddRange(wrong.Select(p => new PlanDifference(task.Key, task.Uid, task.Code, p.Field, Text(p.Theirs), Text(p.Ours), new DifferenceCause(task, ours, moved).Of(p.Field, p.Theirs, p.Ours))));
        }
        return new ScheduleComparison(file.Tasks.Count, compared, identical, differences);
    }

    private static bool Moved(PlanTask task, ScheduledActivity ours) =>
        Differs(task.Stored.Start, ours.Start, ours.Calendar) || Differs(task.Stored.Finish, ours.Finish, ours.Calendar);

    private static bool Differs(DateTime? theirs, DateTime ours, WorkCalendar calendar) => theirs is { } their && their != ours && calendar.Between(their, ours) != 0;

    private static IEnumerable<(string Field, object? Theirs, object? Ours)> Pairs(StoredDates stored, ScheduledActivity ours)
    {
        yield return ("start", stored.Start, ours.Start);
        yield return ("finish", stored.Finish, ours.Finish);
        yield return ("earlyStart", stored.EarlyStart, ours.EarlyStart);
        yield return ("earlyFinish", stored.EarlyFinish, ours.EarlyFinish);
        yield return ("lateStart", stored.LateStart, ours.LateStart);
        yield return ("lateFinish", stored.LateFinish, ours.LateFinish);
        yield return ("totalFloat", stored.TotalFloat, ours.TotalFloat);
        yield return ("freeFloat", stored.FreeFloat, ours.FreeFloat);
        yield return ("critical", stored.Critical, ours.Critical);
    }

    private static string Text(object? value) => value switch
    {
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        null => "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
