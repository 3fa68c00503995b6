namespace Tandem.Scheduling.Risk;

/// <summary>Spearman's rank correlation of durations and finish. Durations are drawn again rather than kept: a run's draws can be repeated.</summary>
internal static class Tornado
{
    public static Dictionary<int, double> Ranks(CompiledRisk risk, RunSampler sampler, long[] finishes, IEnumerable<int> activities)
    {
        var chosen = activities.ToArray();
        var drawn = chosen.Select(_ => new long[finishes.Length]).ToArray();
        for (var run = 0; run < finishes.Length && chosen.Length > 0; run++)
        {
            sampler.Begin(run);
            for (var c = 0; c < chosen.Length; c++) drawn[c][run] = sampler.Draw(chosen[c]).Duration;
        }
        var finishRanks = Rank(finishes);
        var correlations = new double[chosen.Length];
        Parallel.For(0, chosen.Length, c => correlations[c] = Correlate(Rank(drawn[c]), finishRanks));
        return chosen.Select((v, c) => (v, correlations[c])).ToDictionary();
    }

    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    private static double[] Rank(long[] values)
    {
        var (sorted, order, ranks) = ((long[])values.Clone(), Enumerable.Range(0, values.Length).ToArray(), new double[values.Length]);
        Array.Sort(sorted, order);
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];) to++;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + to + 1) / 2.0;
        }
        return ranks;
    }

    private static double Correlate(double[] a, double[] b)
    {
        var mean = (a.Length + 1) / 2.0;
        double both = 0, first = 0, second = 0;
        for (var i = 0; i < a.Length; i++)
        {
            both += (a[i] - mean) * (b[i] - mean);
            first += (a[i] - mean) * (a[i] - mean);
            second += (b[i] - mean) * (b[i] - mean);
        }
        return first <= 0 || second <= 0 ? 0 : both / Math.Sqrt(first * second);
    }
}
