namespace Tandem.Statistics;

/// <summary>The complementary error function to about 1e-13 relative, also where it is as small as 1e-300.</summary>
public static class ErrorFunction
{
    /// <summary>erfc(x) = 2/√π ∫ₓ^∞ e^(−t²) dt: a series near 0, a continued fraction (Lentz) further out.</summary>
    public static double Complement(double x)
    {
        if (x < 0) return 2 - Complement(-x);
        if (x > 27.3) return 0;
        return x < 2 ? 1 - Series(x) : Math.Exp(-x * x) / Math.Sqrt(Math.PI) * Fraction(x);
    }

    /// <summary>erf by its all-positive series, so that nothing cancels: 2x/√π e^(−x²) Σ (2x²)ⁿ / (1·3·5…(2n+1)).</summary>
    private static double Series(double x)
    {
        double term = 1, sum = 1;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 * x / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>The continued fraction 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), evaluated from the far end.</summary>
    private static double Fraction(double x)
    {
        var value = x;
        for (var n = (int)(40 + 200 / x); n >= 1; n--) value = x + n / 2.0 / value;
        return 1 / value;
    }
}
