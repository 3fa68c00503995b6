using Tandem.Statistics;

namespace Tandem.Scheduling.Risk;

/// <summary>
/// A distribution made fast: its values over the standard normal axis from −5 to 5 (where quantiles are smooth into their tails), with straight lines between;
/// a step where it jumps. Taking normal scores instead of probabilities makes correlation by a Gaussian copula free.
/// </summary>
internal sealed class QuantileTable
{
    private const int Cells = 160;
    private const double Reach = 5, Scale = Cells / (2 * Reach);
    private readonly double[] values = new double[Cells + 2];
    private readonly double[] jumps, levels;

    public QuantileTable(Distribution distribution)
    {
        jumps = [.. distribution.Jumps.Select(Normal.Quantile)];
        levels = jumps.Length == 0 ? [] : [.. distribution.Jumps.Select((p, i) => distribution.Quantile((p + (i == 0 ? 0 : distribution.Jumps[i - 1])) / 2)), distribution.Quantile((1 + distribution.Jumps[^1]) / 2)];
        for (var i = 0; i <= Cells; i++) values[i] = distribution.Quantile(Normal.Cdf(i / Scale - Reach));
        values[Cells + 1] = values[Cells];
    }

    /// <summary>The smallest value drawn.</summary>
    public double Least => levels.Length > 0 ? levels[0] : values[0];

    public double At(double z)
    {
        if (jumps.Length > 0) return Step(z);
        var place = Math.Clamp((z + Reach) * Scale, 0, Cells);
        var cell = (int)place;
        return values[cell] + (place - cell) * (values[cell + 1] - values[cell]);
    }

    private double Step(double z)
    {
        var i = 0;
        while (i < jumps.Length && z >= jumps[i]) i++;
        return levels[i];
    }
}

/// <summary>Standard normal scores from random bits: a table of the quantile, the exact function in its outer cells.</summary>
internal static class NormalScores
{
    private const int Bits = 12, Cells = 1 << Bits, Outer = 8;
    private static readonly double[] Table = [.. Enumerable.Range(0, Cells + 1).Select(i => i is 0 or Cells ? 0 : Normal.Quantile((double)i / Cells))];

    public static double Of(ulong bits)
    {
        var cell = (int)(bits >> (64 - Bits));
        if (cell is < Outer or >= Cells - Outer) return Normal.Quantile(SplitMix.Unit(bits));
        var part = (bits << Bits >> 11) * (1.0 / (1UL << 53));
        return Table[cell] + part * (Table[cell + 1] - Table[cell]);
    }
}
