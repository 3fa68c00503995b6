namespace Tandem.Scheduling.Levelling;

/// <summary>Schedules by priorities with chance: how late an activity may start for a short project, or its start in the best schedule there is.</summary>
internal sealed class LagSampling(LagSearch search, ResourceProject work, Distances ways, ulong seed)
{
    private readonly LagGeneration generation = new(work, ways);
    private readonly double[] priority = new double[work.Count];
    private SplitMix draws = new(seed);
    private int tries;

    /// <summary>One more schedule, offered to the search where it was found.</summary>
    public void Try()
    {
        var spread = tries++ == 0 ? 0 : draws.NextUnit() * draws.NextUnit() * 0.4 * search.CriticalPath;
        var best = draws.NextInt(2) == 0 ? search.Starts : null;
        for (var i = 0; i < priority.Length; i++) priority[i] = (best is null ? -ways[i, ways.End] : best[i]) + spread * draws.NextUnit();
        var start = new int[work.Count];
        search.Offer(generation.Run(priority, tries % 3 == 1, start) ? start : null);
    }
}
