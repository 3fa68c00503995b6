namespace Tandem.Scheduling.Levelling;

/// <summary>How long and how to search.</summary>
public sealed record LevellingSearch
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Schedules to build at most. With <see cref="Enough"/> never true, seed and this number decide the result.</summary>
    public long Schedules { get; init; } = 20_000;

    /// <summary>Asked between schedules: true ends the search (a time budget, a cancelled job). The engine itself reads no clock.</summary>
    public Func<bool> Enough { get; init; } = () => false;
}

/// <summary>A schedule within the capacities. Times are the project's units from 0.</summary>
public sealed record LevelledProject(IReadOnlyList<int> Starts, int Makespan, int Bound, int CriticalPath, int Schedules)
{
    /// <summary>Schedules built before the bound's first step and for each, and activities up to which its steps are worth their time.</summary>
    private const int First = 4_000, StepSchedules = 200, Shaved = 200;

    /// <summary>No schedule can be shorter than <see cref="Bound"/>: this one is at most this share too long. 0: it is the shortest there is.</summary>
    public double Gap => Bound == 0 ? 0 : (double)(Makespan - Bound) / Bound;

    private static bool Open(GeneticSearch genetic, int bound, LevellingSearch search) => genetic.Best.Makespan > bound && genetic.Schedules < search.Schedules && !search.Enough();

    /// <summary>Levels a project: priority rules at once, then a genetic search, with a lower bound beside it.</summary>
    public static LevelledProject Of(ResourceProject project, LevellingSearch search)
    {
        if (project.Count == 0) return new([], 0, 0, 0, 0);
        var priorities = new Priorities(project);
        var genetic = new GeneticSearch(project, priorities, search.Seed);
        var bound = Improve(genetic, new DestructiveBound(project, priorities), project.Count, search);
        return new(genetic.Best.Start, genetic.Best.Makespan, bound, priorities.Length, genetic.Schedules);
    }

    /// <summary>Searches and raises the bound by turns until they meet or it is enough; gives the bound.</summary>
    internal static int Improve(GeneticSearch genetic, DestructiveBound bounds, int activities, LevellingSearch search)
    {
        genetic.Begin(search.Enough);
        var bound = bounds.Simple();
        if (genetic.Best.Makespan <= bound) return bound;
        genetic.Run(bound, Math.Min(search.Schedules, 500), search.Enough);
        bound = bounds.Find(genetic.Best.Makespan, search.Enough);
        genetic.Run(bound, Math.Min(search.Schedules, First), search.Enough);
        using var steps = bounds.Steps(bound, search.Enough).GetEnumerator();
        for (var more = activities <= Shaved; Open(genetic, bound, search);)
        {
            genetic.Run(bound, more ? Math.Min(search.Schedules, genetic.Schedules + 2 * StepSchedules) : search.Schedules, search.Enough);
            for (var step = 0; step < 2 && more && genetic.Best.Makespan > bound && (more = steps.MoveNext()); step++) bound = steps.Current;
        }
        return bound;
    }
}
