namespace Tandem.Statistics;

/// <summary>The standard normal distribution, accurate in both tails.</summary>
public static class Normal
{
    private const double SqrtHalf = 0.70710678118654752440;
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>P(Z ≤ z).</summary>
    public static double Cdf(double z) => 0.5 * ErrorFunction.Complement(-z * SqrtHalf);

    /// <summary>P(Z &gt; z), computed directly so that it keeps its digits far out (1 − <see cref="Cdf"/> would be 0 from z ≈ 8.3 on).</summary>
    public static double UpperTail(double z) => 0.5 * ErrorFunction.Complement(z * SqrtHalf);

    /// <summary>Density at z.</summary>
    public static double Density(double z) => InverseSqrtTwoPi * Math.Exp(-0.5 * z * z);

    /// <summary>The z with P(Z ≤ z) = p, by Acklam's rational start and two Halley steps. Infinite at 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside 0–1 or not a number.</exception>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "a probability lies between 0 and 1");
        if (p == 0) return double.NegativeInfinity;
        if (p == 1) return double.PositiveInfinity;
        if (p > 0.5) return -LowerQuantile(1 - p);
        return LowerQuantile(p);
    }

    private static double LowerQuantile(double p)
    {
        var z = p < 0.02425 ? TailStart(p) : CentralStart(p);
        for (var step = 0; step < 2; step++)
        {
            var error = (Cdf(z) - p) / Density(z);
            z -= error / (1 + z * error / 2);
        }
        return z;
    }

    private static double TailStart(double p)
    {
        var q = Math.Sqrt(-2 * Math.Log(p));
        return (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783)
            / ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
    }

    private static double CentralStart(double p)
    {
        var q = p - 0.5;
        var r = q * q;
        return (((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.383577518672690e2) * r - 3.066479806614716e1) * r + 2.506628277459239) * q
            / (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r - 1.328068155288572e1) * r + 1);
    }
}
