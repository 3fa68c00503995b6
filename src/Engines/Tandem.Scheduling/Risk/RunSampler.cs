namespace Tandem.Scheduling.Risk;

/// <summary>
/// Draws one run: risks, branches, common factors, durations, costs. Every draw has its place in a stream that seed and run decide, so that a run is the same on
/// whichever thread it falls, can be drawn again, and a model without one of its risks keeps all other draws.
/// </summary>
internal sealed class RunSampler
{
    /// <summary>More minutes than there are from the year 1 to 9999: a run beyond them is refused, its dates never wrap.</summary>
    private const double Longest = 1e10;
    private readonly CompiledRisk risk;
    private readonly ulong seed;
    private readonly HashSet<int> without;
    private readonly double[] common, factor, delay;
    private readonly bool[] absent;
    private readonly long[] planned, remaining, gap;
    private ulong key;

    public RunSampler(CompiledRisk risk, ulong seed, IReadOnlyCollection<int> without)
    {
        (this.risk, this.seed, this.without) = (risk, SplitMix.Mix(seed), [.. without]);
        var count = risk.Network.Count;
        (common, factor, delay, absent) = (new double[risk.Loading.Length], new double[count], new double[count], new bool[count]);
        (planned, remaining, gap) = (risk.Network.Duration, risk.Network.Remaining, new long[count]);
        for (var v = 0; v < count; v++) gap[v] = risk.Network.Plan.Activities[v].Gap;
        Occurred = new bool[risk.Risks.Length];
        Array.Fill(factor, 1);
    }

    public bool[] Occurred { get; }

    /// <summary>Money of this run that doesn't depend on durations.</summary>
    public double Extra { get; private set; }

    public bool IsAbsent(int v) => absent[v];

    /// <summary>Makes the run's events; <see cref="Draw"/> answers durations after it.</summary>
    public void Begin(int run)
    {
        key = SplitMix.Mix(seed ^ SplitMix.Mix((ulong)run + 1));
        Extra = 0;
        foreach (var v in risk.Exposed) (factor[v], delay[v], absent[v]) = (1, 0, false);
        var place = risk.Network.Count;
        for (var g = 0; g < common.Length; g++) common[g] = NormalScores.Of(SplitMix.At(key, place++));
        foreach (var branch in risk.Branches) Choose(branch, SplitMix.Unit(SplitMix.At(key, place++)));
        for (var r = 0; r < risk.Risks.Length; r++, place += 2) Happen(r, place);
        foreach (var v in risk.Priced) if (!absent[v]) Extra += risk.CostTables[v]!.At(NormalScores.Of(SplitMix.At(key, place + v)));
    }

    /// <summary>Minutes of the activity in this run and what remains of them, pauses of a split one included.</summary>
    public (long Duration, long Remaining) Draw(int v)
    {
        if (absent[v]) return (0, 0);
        double minutes = planned[v] - gap[v];
        if (risk.Durations[v] is { } table)
        {
            var z = NormalScores.Of(SplitMix.At(key, v));
            if (risk.Group[v] is >= 0 and var g) z = risk.Loading[g].Common * common[g] + risk.Loading[g].Own * z;
            minutes = table.At(z);
        }
        var drawn = (long)Math.Clamp(minutes * factor[v] + delay[v] + 0.5, 0, Longest);
        if (remaining[v] == planned[v]) return (drawn + gap[v], drawn + gap[v]);
        var share = planned[v] > gap[v] ? (double)(remaining[v] - gap[v]) / (planned[v] - gap[v]) : 0;
        return (drawn + gap[v], (long)(drawn * share + 0.5) + gap[v]);
    }

    public void Exclude(int[] activities, bool excluded)
    {
        foreach (var v in activities) absent[v] = excluded;
    }

    private void Choose((double Until, int[] Activities)[] branch, double u)
    {
        var taken = Array.FindIndex(branch, way => u < way.Until);
        for (var w = 0; w < branch.Length; w++) if (w != taken) Exclude(branch[w].Activities, true);
    }

    private void Happen(int r, int place)
    {
        Occurred[r] = !without.Contains(r) && SplitMix.Unit(SplitMix.At(key, place)) < risk.Risks[r].Probability;
        if (!Occurred[r]) return;
        var severity = NormalScores.Of(SplitMix.At(key, place + 1));
        foreach (var impact in risk.Risks[r].Impacts)
        {
            var v = impact.Activity;
            if (impact.Delay is { } more) delay[v] += more.At(severity);
            if (impact.Factor is { } times) factor[v] *= times.At(severity);
            if (impact.Cost is { } cost) Extra += cost.At(severity);
        }
    }
}
