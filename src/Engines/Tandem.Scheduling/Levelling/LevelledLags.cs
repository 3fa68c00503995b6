namespace Tandem.Scheduling.Levelling;

/// <summary>A schedule that keeps all lags within the capacities. Times are the project's units from 0.</summary>
/// <param name="Starts">Null where none was found.</param>
/// <param name="Makespan">Of the starts.</param>
/// <param name="Bound">No schedule is shorter.</param>
/// <param name="CriticalPath">The longest way without resources.</param>
/// <param name="Schedules">Built, or given up at a dead end.</param>
/// <param name="Contradictory">It is proven that no schedule keeps the lags within the capacities.</param>
public sealed record LevelledLags(IReadOnlyList<int>? Starts, int? Makespan, int Bound, int CriticalPath, int Schedules, bool Contradictory)
{
    /// <summary>Dead ends after which a search begins anew, at first.</summary>
    private const int DeadEnds = 20;

    /// <summary>Levels a project: a first schedule, then shorter ones by limits between it and the bound, while the bound rises by what is refuted.</summary>
    public static LevelledLags Of(LagProject project, LevellingSearch search)
    {
        var work = new LagSearch(project, search.Seed, search.Enough);
        var priorities = new Priorities(project.Work);
        var destructive = new DestructiveBound(project.Work, priorities);
        var (bound, critical) = (Math.Max(work.CriticalPath, destructive.Simple()), work.CriticalPath);
        bool Open() => work.Schedules < search.Schedules && !search.Enough();
        bool? Find(int? limit, int most) => work.Find(limit, (int)Math.Min(most, search.Schedules - work.Schedules));
        bool? first = null;
        for (var most = DeadEnds; first is null && (most == DeadEnds || Open()); most += most / 2) first = Find(null, most);
        if (first != true) return new(null, null, bound, critical, work.Schedules, first == false);
        bound = Math.Max(bound, destructive.Find(work.Makespan, search.Enough));
        while (bound < work.Makespan && Open() && work.Refutes(bound)) bound++;
        for (var (most, part) = (DeadEnds, 4); bound < work.Makespan && Open();)
        {
            var limit = work.Makespan - 1 - (work.Makespan - 1 - bound) / part;
            var found = Find(limit, most);
            if (found == false) bound = limit + 1;
            else if (found is null) (most, part) = (most + most / 4 + 1, part >= 64 ? 1 : part * 2);
        }
        return new(work.Starts, work.Makespan, Math.Min(bound, work.Makespan), critical, work.Schedules, false);
    }
}
