namespace Tandem.Scheduling;

/// <summary>The rows and links that count, looked up once.</summary>
internal sealed class QualityFacts
{
    public QualityFacts(QualityInput input)
    {
        Input = input;
        Rows = [.. input.Schedule.Rows.Where(r => r.Activity is { Inactive: false, IsSpan: false })];
        Open = [.. Rows.Where(r => !r.Activity.IsComplete)];
        var keys = Rows.Select(r => r.Key).ToHashSet();
        Into = input.Schedule.Plan.Dependencies.ToLookup(l => l.To);
        OutOf = input.Schedule.Plan.Dependencies.ToLookup(l => l.From);
        var open = Open.Select(r => r.Key).ToHashSet();
        OpenLinks = [.. input.Schedule.Plan.Dependencies.Where(l => keys.Contains(l.From) && open.Contains(l.To))];
    }

    public QualityInput Input { get; }
    public IReadOnlyList<ScheduledActivity> Rows { get; }
    public IReadOnlyList<ScheduledActivity> Open { get; }
    public ILookup<int, Dependency> Into { get; }
    public ILookup<int, Dependency> OutOf { get; }

    /// <summary>Links between rows that lead to one not finished.</summary>
    public IReadOnlyList<Dependency> OpenLinks { get; }
    public Schedule Schedule => Input.Schedule;
    public DateTime? Status => Input.StatusDate ?? Schedule.Plan.DataDate;

    /// <summary>A check of a share that must not exceed a limit.</summary>
    public static QualityCheck AtMost(string code, double limit, int of, IReadOnlyList<QualityFinding> found)
    {
        double? share = of == 0 ? null : (double)found.Select(f => (f.Key, f.Link)).Distinct().Count() / of;
        return new(code, share, limit, share is null ? null : share <= limit, of, found);
    }
}
