namespace Tandem.Statistics;

/// <summary>Student's t distribution, accurate in both tails; the degrees of freedom may be a fraction.</summary>
public static class StudentT
{
    /// <summary>P(T &gt; t), computed directly so that it keeps its digits far out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double UpperTail(double t, double freedom)
    {
        if (!(freedom > 0)) throw new ArgumentOutOfRangeException(nameof(freedom), freedom, "degrees of freedom are positive");
        if (t < 0) return 1 - UpperTail(-t, freedom);
        var sum = freedom + t * t;
        return 0.5 * Beta.Regularised(freedom / 2, 0.5, freedom / sum, t * t / sum);
    }

    /// <summary>P(T ≤ t).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double Cdf(double t, double freedom) => UpperTail(-t, freedom);

    /// <summary>The t with P(T ≤ t) = p; infinite at 0 and 1. Newton steps held between bounds, so that it is safe with few degrees of freedom too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside 0–1 or not a number, or the degrees of freedom are not positive.</exception>
    public static double Quantile(double p, double freedom)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "a probability lies between 0 and 1");
        if (p == 0) return double.NegativeInfinity;
        if (p == 1) return double.PositiveInfinity;
        if (p > 0.5) return -LowerQuantile(1 - p, freedom);
        return LowerQuantile(p, freedom);
    }

    private static double LowerQuantile(double p, double freedom)
    {
        double low = -1, high = 0;
        while (Cdf(low, freedom) > p && low > -1e150) (low, high) = (low * 2, low);
        var t = (low + high) / 2;
        for (var step = 0; step < 100 && high - low > 1e-14 * Math.Abs(t); step++)
        {
            var excess = Cdf(t, freedom) - p;
            if (excess > 0) high = t;
            else low = t;
            var newton = t - excess / Density(t, freedom);
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.Abs(next - t) <= 1e-15 * Math.Abs(t)) break;
            t = next;
        }
        return t;
    }

    private static double Density(double t, double freedom) =>
        Math.Exp(Gamma.Log((freedom + 1) / 2) - Gamma.Log(freedom / 2) - (freedom + 1) / 2 * Math.Log(1 + t * t / freedom)) / Math.Sqrt(freedom * Math.PI);
}
