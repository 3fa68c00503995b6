namespace Tandem.Scheduling.Levelling;

/// <summary>Schedules by priorities with chance: how late an activity may start for a short project, or its start in the best schedule there is.</summary>
internal sealed class LagSampling(LagSearch search, ResourceProject work, LevellingSearch limits)
{
    private readonly LagGeneration generation = new(work, search.Ways, limits.Enough);
    private readonly double[] priority = new double[work.Count];
    private SplitMix draws = new(limits.Seed);
    private int tries;

    /// <summary>One more schedule, offered to the search where it was found.</summary>
    public void Try()
    {
        var spread = tries++ == 0 ? 0 : draws.NextUnit() * draws.NextUnit() * 0.4 * search.CriticalPath;
        var best = draws.NextInt(2) == 0 ? search.Starts : null;
        for (var i = 0; i < priority.Length; i++) priority[i] = (best is null ? -search.Ways[i, search.Ways.End] : best[i]) + spread * draws.NextUnit();
        var start = new int[work.Count];
        search.Offer(generation.Run(priority, tries % 3 == 1, start) ? start : null);
    }
}
