namespace Tandem.Scheduling.Levelling;

/// <summary>Which of the activities that could start goes first (Kolisch 1996, "Efficient priority rules for the RCPSP"). All from the network without resources.</summary>
public enum PriorityRule
{
    /// <summary>The one that must finish first.</summary>
    LatestFinishTime,

    /// <summary>The one that must start first.</summary>
    LatestStartTime,

    /// <summary>The one that most activities wait for, directly or not.</summary>
    MostTotalSuccessors,

    /// <summary>The one with the least room between early and late start.</summary>
    MinimumSlack,

    /// <summary>The one whose own duration and those of its direct successors add up to most (greatest rank positional weight).</summary>
    GreatestRankPositionalWeight,
}

/// <summary>Heads, tails and priorities of a project's activities.</summary>
internal sealed class Priorities
{
    private readonly ResourceProject project;
    private ulong[][]? reach;

    public Priorities(ResourceProject project)
    {
        this.project = project;
        (Head, Tail) = (new int[project.Count], new int[project.Count]);
        foreach (var i in project.Order) foreach (var p in project.Predecessors[i]) Head[i] = Math.Max(Head[i], Head[p] + project.Duration[p]);
        for (var at = project.Count - 1; at >= 0; at--)
        {
            var i = project.Order[at];
            foreach (var s in project.Successors[i]) Tail[i] = Math.Max(Tail[i], Tail[s] + project.Duration[s]);
            Length = Math.Max(Length, Head[i] + project.Duration[i] + Tail[i]);
        }
    }

    /// <summary>Longest way to an activity's start, and from its finish to the end.</summary>
    public int[] Head { get; }
    public int[] Tail { get; }

    /// <summary>The critical path.</summary>
    public int Length { get; }

    /// <summary>A value for each activity; the smallest goes first.</summary>
    public int[] Of(PriorityRule rule) => [.. Enumerable.Range(0, project.Count).Select(i => rule switch
    {
        PriorityRule.LatestFinishTime => -Tail[i],
        PriorityRule.LatestStartTime => -Tail[i] - project.Duration[i],
        PriorityRule.MostTotalSuccessors => -Followers(i),
        PriorityRule.MinimumSlack => Length - Tail[i] - project.Duration[i] - Head[i],
        _ => -project.Duration[i] - project.Successors[i].Sum(s => project.Duration[s]),
    })];

    /// <summary>Whether one waits, directly or not, for another.</summary>
    public bool Follows(int activity, int before) => (Reach[before][activity / 64] >> (activity % 64) & 1) == 1;

    private int Followers(int activity) => Reach[activity].Sum(word => System.Numerics.BitOperations.PopCount(word));

    private ulong[][] Reach => reach ??= FindReach();

    private ulong[][] FindReach()
    {
        var (found, words) = (new ulong[project.Count][], (project.Count + 63) / 64);
        for (var at = project.Count - 1; at >= 0; at--)
        {
            var i = project.Order[at];
            var bits = found[i] = new ulong[words];
            foreach (var s in project.Successors[i])
            {
                bits[s / 64] |= 1UL << (s % 64);
                for (var w = 0; w < words; w++) bits[w] |= found[s][w];
            }
        }
        return found;
    }
}
