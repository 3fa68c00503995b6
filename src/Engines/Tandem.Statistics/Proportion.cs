namespace Tandem.Statistics;

/// <summary>An interval with its point estimate.</summary>
public readonly record struct Interval(double Estimate, double Low, double High);

/// <summary>Intervals of a share "so many of so many".</summary>
public static class Proportion
{
    /// <summary>
    /// Wilson's score interval (Wilson 1927): stays inside 0–1 and is honest for few cases, unlike the estimate ± z·error.
    /// With 0 trials nothing is known: 0.5 within 0–1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 or more successes than trials, or a level outside 0–1.</exception>
    public static Interval Wilson(long successes, long trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "a level lies between 0 and 1");
        if (trials == 0) return new(0.5, 0, 1);
        var z = Normal.Quantile(0.5 + level / 2);
        double n = trials, share = successes / n, z2 = z * z;
        var centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = z / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new(share, successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }
}
