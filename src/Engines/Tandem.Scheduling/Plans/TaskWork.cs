namespace Tandem.Scheduling;

/// <summary>Which of duration, units and work stays when another of them is changed; numbers of MSPDI's Task/Type.</summary>
public enum TaskType { FixedUnits, FixedDuration, FixedWork }

/// <summary>A resource on a task: 1 unit is full time; work in minutes.</summary>
public sealed record AssignedWork(int Resource, double Units, long Work);

/// <summary>
/// Duration, units and work of a task, which hang together by work = duration × units: a change of one answers the others. Durations are working minutes.
/// Source: Microsoft Project help, "Change the task type Project uses to calculate task duration", "Make a task effort-driven": of fixed units the duration follows
/// work and units and the work follows the duration; of fixed work the units follow the duration; of fixed duration the units follow work and the work follows units.
/// An effort-driven task keeps its work when resources come or go after the first; a task of fixed work is always effort-driven.
/// </summary>
public sealed record TaskWork(TaskType Type, bool EffortDriven, long Duration, IReadOnlyList<AssignedWork> Assigned)
{
    public long Work => Assigned.Sum(a => a.Work);

    private bool KeepsWork => EffortDriven || Type == TaskType.FixedWork;

    public TaskWork WithDuration(long duration) => Type == TaskType.FixedWork && duration > 0
        ? this with { Duration = duration, Assigned = Each(a => a with { Units = (double)a.Work / duration }) }
        : this with { Duration = duration, Assigned = Each(a => a with { Work = Minutes(duration * a.Units) }) };

    /// <summary>All work of the task; every assignment keeps its share.</summary>
    public TaskWork WithWork(long work)
    {
        var (before, units) = (Work, Assigned.Sum(a => a.Units));
        if (Assigned.Count == 0 || units <= 0) return this;
        return Settled(Each(a => a with { Work = Minutes(before > 0 ? (double)work * a.Work / before : work * a.Units / units) }));
    }

    public TaskWork WithUnits(int resource, double units) => Type == TaskType.FixedDuration
        ? this with { Assigned = Of(resource, a => a with { Units = units, Work = Minutes(Duration * units) }) }
        : Lasting(Of(resource, a => a with { Units = units }));

    /// <summary>One more resource. The first brings its own work.</summary>
    public TaskWork WithResource(int resource, double units)
    {
        var own = new AssignedWork(resource, units, Minutes(Duration * units));
        return Assigned.Count > 0 && KeepsWork ? Shared([.. Assigned, own], Work) : this with { Assigned = [.. Assigned, own] };
    }

    public TaskWork Without(int resource)
    {
        AssignedWork[] rest = [.. Assigned.Where(a => a.Resource != resource)];
        return rest.Length > 0 && KeepsWork ? Shared(rest, Work) : this with { Assigned = rest };
    }

    /// <summary>The same work on other resources, shared by their units.</summary>
    private TaskWork Shared(AssignedWork[] assigned, long work)
    {
        var units = assigned.Sum(a => a.Units);
        return units <= 0 ? this with { Assigned = assigned } : Settled([.. assigned.Select(a => a with { Work = Minutes(work * a.Units / units) })]);
    }

    /// <summary>After work changed: of fixed duration the units follow, else the duration.</summary>
    private TaskWork Settled(AssignedWork[] assigned) => Type != TaskType.FixedDuration ? Lasting(assigned)
        : this with { Assigned = Duration > 0 ? [.. assigned.Select(a => a with { Units = (double)a.Work / Duration })] : assigned };

    /// <summary>As long as the assignment that takes longest.</summary>
    private TaskWork Lasting(AssignedWork[] assigned) => this with { Assigned = assigned, Duration = assigned.Where(a => a.Units > 0).Select(a => Minutes(a.Work / a.Units)).DefaultIfEmpty(Duration).Max() };

    private AssignedWork[] Each(Func<AssignedWork, AssignedWork> change) => [.. Assigned.Select(change)];

    private AssignedWork[] Of(int resource, Func<AssignedWork, AssignedWork> change) => Each(a => a.Resource == resource ? change(a) : a);

    private static long Minutes(double minutes) => (long)Math.Round(minutes, MidpointRounding.AwayFromZero);
}
