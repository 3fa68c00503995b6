namespace Tandem.Scheduling.Files;

/// <summary>
/// Optimistic, most likely and pessimistic duration of a row, in working minutes, as plans keep them in custom fields: by the fields' names, else in Duration1 to Duration3, where Project's PERT
/// analysis puts them. Without a most likely one the duration is it.
/// </summary>
public sealed record ThreePoints(long Low, long Likely, long High)
{
    private static readonly string[] Said = ["duration", "estimate", "estimated", "time", "case", "days", "工期", "时间", "估计", "估算", "值"];

    private static readonly string[][] Names =
    [
        ["optimistic", "best", "min", "minimum", "low", "乐观", "最乐观", "最短", "最小"],
        ["mostlikely", "likely", "likeliest", "expected", "最可能", "可能"],
        ["pessimistic", "worst", "max", "maximum", "high", "悲观", "最悲观", "最长", "最大"],
    ];

    /// <summary>The file with the estimates that its activities' fields hold, which its warnings then tell.</summary>
    internal static PlanFile Take(PlanFile file)
    {
        var fields = file.Tasks.SelectMany(task => task.Custom.Keys).Distinct().ToList();
        var named = Names.Select(names => fields.Find(field => names.Contains(Bare(field)))).ToArray();
        return named is [{ } low, var likely, { } high] ? Take(file, low, likely, high, always: true)
            : fields.Contains("Duration1") && fields.Contains("Duration2") && fields.Contains("Duration3") ? Take(file, "Duration1", "Duration2", "Duration3", always: false) : file;
    }

    /// <summary>Fields without a name of their own are estimates only where they are in order in every row.</summary>
    private static PlanFile Take(PlanFile file, string low, string? likely, string high, bool always)
    {
        var numbers = new CsvNumbers(false, file.MinutesPerDay);
        var tasks = file.Tasks.Select(task => task with { Estimate = task.Type == ActivityType.Activity && !task.Elapsed ? Of(task, low, likely, high, numbers) : null }).ToList();
        var (taken, whole) = (tasks.Count(task => task.Estimate is not null), tasks.Count(task => task.Type == ActivityType.Activity && task.Custom.ContainsKey(low) && task.Custom.ContainsKey(high)));
        return taken == 0 || (!always && taken < whole) ? file
            : file with { Tasks = tasks, Warnings = [.. file.Warnings, new PlanWarning("three_points_taken", null, low, [$"{taken}", string.Join(", ", new[] { low, likely, high }.OfType<string>())])] };
    }

    private static ThreePoints? Of(PlanTask task, string low, string? likely, string high, CsvNumbers numbers) =>
        Minutes(task, low, numbers) is { } least && Minutes(task, high, numbers) is { } most && (Minutes(task, likely, numbers) ?? task.Duration) is var middle && least <= middle && middle <= most && least < most
            ? new ThreePoints(least, middle, most) : null;

    private static long? Minutes(PlanTask task, string? field, CsvNumbers numbers) =>
        field is null || !task.Custom.TryGetValue(field, out var text) ? null
        : MspdiText.TryDuration(text, out var minutes) ? minutes
        : numbers.TryDuration(text, out minutes, out _, out var elapsed) && !elapsed && minutes >= 0 ? minutes : null;

    private static string Bare(string field)
    {
        var letters = string.Concat(field.Where(char.IsLetter)).ToLowerInvariant();
        return Said.Aggregate(letters, (name, word) => name.Replace(word, "", StringComparison.Ordinal));
    }
}
