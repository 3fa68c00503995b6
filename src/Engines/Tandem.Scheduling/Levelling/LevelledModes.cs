namespace Tandem.Scheduling.Levelling;

/// <summary>A schedule with a mode for each activity, within capacities and stocks. Times are the project's units from 0.</summary>
/// <param name="Starts">Null where no choice of modes was found that the stocks allow.</param>
/// <param name="Modes">Index of each activity's mode as given.</param>
/// <param name="Makespan">Of the starts.</param>
/// <param name="Bound">No schedule is shorter, whatever the modes.</param>
/// <param name="CriticalPath">The longest way of shortest modes, without resources.</param>
/// <param name="Schedules">Built.</param>
public sealed record LevelledModes(IReadOnlyList<int>? Starts, IReadOnlyList<int>? Modes, int? Makespan, int Bound, int CriticalPath, int Schedules)
{
    /// <summary>Levels a project: the genetic search of <see cref="LevelledProject"/> with modes in its individuals, and the bound of the least that each activity takes.</summary>
    public static LevelledModes Of(ModeProject project, LevellingSearch search)
    {
        if (project.Count == 0) return new([], [], 0, 0, 0, 0);
        var least = new Priorities(project.Relaxed);
        var modes = new ModeChoice(project);
        var genetic = new GeneticSearch(modes.Project, new Priorities(project.Longest), search.Seed, modes);
        var bound = LevelledProject.Improve(genetic, new DestructiveBound(project.Relaxed, least), project.Count, search);
        var best = genetic.Best;
        return best.Makespan == int.MaxValue ? new(null, null, null, bound, least.Length, genetic.Schedules) : new(best.Start, modes.Given(best.Modes), best.Makespan, bound, least.Length, genetic.Schedules);
    }
}
