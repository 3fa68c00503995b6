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
    /// <summary>Dead ends after which a search begins anew, at first; schedules by priorities between searches; activities up to which searches go on after a first schedule.</summary>
    private const int DeadEnds = 20, Samples = 20, Searched = 150;

    /// <summary>Levels a project: schedules by priorities at once, then shorter ones by limits between the best and the bound, while the bound rises by what is refuted.</summary>
    public static LevelledLags Of(LagProject project, LevellingSearch search)
    {
        var work = new LagSearch(project, search.Seed, search.Enough);
        var sampling = new LagSampling(work, project.Work, search);
        var destructive = new DestructiveBound(project.Work, new Priorities(project.Work));
        var (bound, critical) = (Math.Max(work.CriticalPath, destructive.Simple()), work.CriticalPath);
        bool Open() => work.Schedules < search.Schedules && !search.Enough();
        bool? Find(int? limit, int most) => work.Find(limit, (int)Math.Min(most, search.Schedules - work.Schedules));
        void Sample()
        {
            for (var n = 0; n < Samples && work.Makespan > bound && (work.Schedules == 0 || Open()); n++) sampling.Try();
        }
        Sample();
        for (var most = DeadEnds; work.Starts is null; most += most / 2)
        {
            if (Find(null, most) == false) return new(null, null, bound, critical, work.Schedules, true);
            Sample();
            if (work.Starts is null && !Open()) return new(null, null, bound, critical, work.Schedules, false);
        }
        bound = Math.Max(bound, destructive.Find(work.Makespan, search.Enough));
        while (bound < work.Makespan && Open() && work.Refutes(bound)) bound++;
        for (var (most, part) = (DeadEnds, 4); bound < work.Makespan && Open(); Sample())
        {
            if (project.Work.Count > Searched) continue;
            var limit = work.Makespan - 1 - (work.Makespan - 1 - bound) / part;
            var found = Find(limit, most);
            if (found == false) bound = limit + 1;
            else if (found is null) (most, part) = (most + most / 4 + 1, part >= 64 ? 1 : part * 2);
        }
        return new(work.Starts, work.Makespan, Math.Min(bound, work.Makespan), critical, work.Schedules, false);
    }
}
