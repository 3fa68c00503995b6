namespace Tandem.Scheduling.Levelling;

/// <summary>
/// Searches activity lists: a population of justified schedules, crossed, lightly mutated and justified again; when it has grown alike it starts again around
/// the best (two-phase hybrid genetic algorithm after Valls, Ballestín, Quintanilla 2008). The same seed and number of schedules give the same result.
/// </summary>
internal sealed class GeneticSearch
{
    private const int Size = 40;
    private readonly ResourceProject project;
    private readonly Priorities priorities;
    private readonly Justification justification;
    private readonly ListSampling sampling;
    private readonly Crossover crossover;
    private readonly ModeChoice? modes;
    private readonly Individual[] population = new Individual[Size];
    private Individual child;
    private SplitMix draws;
    private int[]? byFinish;
    private int sinceBetter, filled, unmended;

    /// <param name="project">What is scheduled; with modes: their project.</param>
    /// <param name="priorities">Of the project.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="modes">Where activities have several: their choice is part of each individual.</param>
    public GeneticSearch(ResourceProject project, Priorities priorities, ulong seed, ModeChoice? modes = null)
    {
        (this.project, this.priorities, this.modes) = (project, priorities, modes);
        (justification, sampling, crossover) = (new Justification(project), new ListSampling(project), new Crossover(project));
        (Best, child, draws) = (new Individual(project.Count), new Individual(project.Count), new SplitMix(seed));
        for (var i = 0; i < Size; i++) population[i] = new Individual(project.Count);
    }

    public Individual Best { get; }

    public int Schedules => justification.Schedules + unmended;

    /// <summary>The best of the priority rules' schedules, justified: what there is at once.</summary>
    public void Begin(Func<bool> enough)
    {
        foreach (var rule in Enum.GetValues<PriorityRule>())
        {
            if (Best.Makespan < int.MaxValue && enough()) return;
            sampling.ByRule(priorities.Of(rule), child.List);
            modes?.Draw(child.Modes, ref draws);
            Build();
        }
    }

    /// <summary>Improves until the bound is met, so many schedules are built, or <paramref name="enough"/> says so.</summary>
    public void Run(int bound, long schedules, Func<bool> enough)
    {
        bool Over() => Best.Makespan <= bound || Schedules >= schedules || enough();
        byFinish ??= priorities.Of(PriorityRule.LatestFinishTime);
        if (filled < Size) Populate(list => sampling.AtRandom(byFinish, list, ref draws), Over);
        while (!Over())
        {
            Breed();
            if (sinceBetter < 25 * Size) continue;
            Restart(Over);
        }
    }

    private void Populate(Action<int[]> fill, Func<bool> over)
    {
        if (filled == Size) (filled, sinceBetter) = (0, 0);
        for (; filled < Size && !over(); filled++)
        {
            fill(child.List);
            modes?.Draw(child.Modes, ref draws);
            Build();
            population[filled].CopyFrom(child);
        }
    }

    /// <summary>Every second time around the best schedule found, else from nothing.</summary>
    private void Restart(Func<bool> over)
    {
        if (draws.NextInt(2) == 0)
        {
            Populate(list => sampling.AtRandom(byFinish!, list, ref draws), over);
            return;
        }
        var near = new int[project.Count];
        foreach (var i in project.Order) near[i] = Best.Start[i];
        Populate(list => sampling.AtRandom(near, list, ref draws), over);
    }

    private void Breed()
    {
        var (father, mother) = (Chosen(), Chosen());
        crossover.Run(father, mother, child.List, ref draws);
        Mutate(child.List);
        modes?.Cross(father.Modes, mother.Modes, child.Modes, ref draws);
        sinceBetter++;
        Build();
        var worst = 0;
        for (var i = 0; i < Size; i++)
        {
            if (population[i].Makespan == child.Makespan && population[i].Start.AsSpan().SequenceEqual(child.Start)) return;
            if (population[i].Makespan >= population[worst].Makespan) worst = i;
        }
        if (child.Makespan <= population[worst].Makespan) (population[worst], child) = (child, population[worst]);
    }

    private Individual Chosen()
    {
        var (a, b) = (population[draws.NextInt(Size)], population[draws.NextInt(Size)]);
        return a.Makespan <= b.Makespan ? a : b;
    }

    /// <summary>Neighbours in the list change places, one in twenty, where no link orders them.</summary>
    private void Mutate(int[] list)
    {
        for (var at = 1; at < list.Length; at++)
        {
            if (draws.NextInt(20) == 0 && Array.IndexOf(project.Successors[list[at - 1]], list[at]) < 0) (list[at - 1], list[at]) = (list[at], list[at - 1]);
        }
    }

    /// <summary>Schedules the child and keeps it where it is the best yet. One whose modes the stocks don't allow is as long as can be.</summary>
    private void Build()
    {
        var can = modes is null || modes.Apply(child.Modes, justification, ref draws);
        child.Makespan = can ? justification.Improve(child.List, child.Start) : int.MaxValue;
        if (!can) unmended++;
        if (child.Makespan >= Best.Makespan) return;
        Best.CopyFrom(child);
        sinceBetter = 0;
    }
}
