namespace Tandem.Scheduling.Levelling;

/// <summary>
/// Makes a list from two: a stretch of the father's schedule in which the resources are well used is kept as a block, all else stands in the mother's order
/// (peak crossover, Valls, Ballestín, Quintanilla 2008, "A hybrid genetic algorithm for the RCPSP"; stretches chosen as by Debels and Vanhoucke 2007).
/// </summary>
internal sealed class Crossover
{
    private readonly ResourceProject project;
    private readonly double[] load, before;
    private readonly byte[] side;

    public Crossover(ResourceProject project)
    {
        this.project = project;
        (load, before, side) = (new double[project.Count], new double[project.Count + 1], new byte[project.Count]);
        for (var i = 0; i < project.Count; i++)
        {
            for (var r = 0; r < project.Resources; r++)
            {
                if (project.Capacity[r] > 0) load[i] += (double)project.DemandOf(i, r) / project.Capacity[r];
            }
            load[i] *= project.Duration[i];
        }
    }

    /// <summary>Fills the child's list. What stands ahead of the block in the father's list stays ahead of it, so each activity comes after its predecessors as in both parents.</summary>
    public void Run(Individual father, Individual mother, int[] child, ref SplitMix draws)
    {
        var count = project.Count;
        var (from, to) = Stretch(father, ref draws);
        for (var at = 0; at < count; at++) side[father.List[at]] = (byte)(at < from ? 0 : at < to ? 1 : 2);
        var place = 0;
        foreach (var i in mother.List) if (side[i] == 0) child[place++] = i;
        for (var at = from; at < to; at++) child[place++] = father.List[at];
        foreach (var i in mother.List) if (side[i] == 2) child[place++] = i;
    }

    /// <summary>Of a few random stretches of the father's list the one with the most work in its time.</summary>
    private (int From, int To) Stretch(Individual father, ref SplitMix draws)
    {
        var count = project.Count;
        for (var at = 0; at < count; at++) before[at + 1] = before[at] + load[father.List[at]];
        var (best, from, to) = (-1.0, 0, count);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var length = Math.Max(1, count / 4 + draws.NextInt(count / 2 + 1));
            var begin = draws.NextInt(count - length + 1);
            var end = begin + length;
            var time = Math.Max(1, father.Start[father.List[end - 1]] - father.Start[father.List[begin]]);
            if ((before[end] - before[begin]) / time is var use && use > best) (best, from, to) = (use, begin, end);
        }
        return (from, to);
    }
}
