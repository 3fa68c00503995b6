namespace Tandem.Forecasting.Intermittent;

/// <summary>The sizes of the sales seen, ascending; newer ones count more (half after 26 periods).</summary>
internal sealed class Sizes
{
    private const double HalfLife = 26;

    private readonly double[] values, weights;

    private Sizes(double[] values, double[] weights) => (this.values, this.weights) = (values, weights);

    public static Sizes Of(ReadOnlySpan<double> series)
    {
        List<double> sizes = [], weights = [];
        for (var t = 0; t < series.Length; t++)
        {
            if (series[t] == 0) continue;
            sizes.Add(series[t]);
            weights.Add(Math.Pow(0.5, (series.Length - 1 - t) / HalfLife));
        }
        double[] ascending = [.. sizes], counted = [.. weights];
        Array.Sort(ascending, counted);
        var total = counted.Sum();
        return new(ascending, [.. counted.Select(w => w / total)]);
    }

    /// <summary>Quantile of "nothing with 1 − chance, else one of the sizes".</summary>
    public double Quantile(double level, double chance)
    {
        var sum = 1 - chance;
        if (level <= sum || values.Length == 0) return 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += chance * weights[i];
            if (level <= sum + 1e-12) return values[i];
        }
        return values[^1];
    }
}
