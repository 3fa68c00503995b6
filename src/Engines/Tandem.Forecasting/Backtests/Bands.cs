using Tandem.Statistics;

namespace Tandem.Forecasting.Backtests;

/// <summary>Distances from the mean, in units of the step's error scale, that hold 80 and 95 %: learned from rolling-origin errors.</summary>
internal readonly record struct Bands(double Lo80, double Hi80, double Lo95, double Hi95)
{
    /// <summary>
    /// Quantiles of the pooled standardised errors, drawn towards those of a Student-like bell by how few independent origins there are, and a little
    /// outside the plain quantile (as in split conformal prediction).
    /// </summary>
    /// <param name="standardised">Ascending.</param>
    /// <param name="independent">About how many of them are independent.</param>
    public static Bands Of(double[] standardised, double independent)
    {
        var inflation = 1 + 2 / (independent + 1);
        var trust = independent / (independent + 10);
        return new(
            Side(standardised, 0.1, trust) * inflation, Side(standardised, 0.9, trust) * inflation,
            Side(standardised, 0.025, trust) * inflation, Side(standardised, 0.975, trust) * inflation);
    }

    private static double Side(double[] standardised, double level, double trust)
    {
        var empirical = Quantile(standardised, level);
        var mixed = trust * empirical + (1 - trust) * Normal.Quantile(level);
        return level < 0.5 ? Math.Min(mixed, 0) : Math.Max(mixed, 0);
    }

    /// <summary>Quantile of ascending values, linear between the order statistics (i)/(n + 1).</summary>
    public static double Quantile(double[] ascending, double level)
    {
        var place = level * (ascending.Length + 1) - 1;
        if (place <= 0) return ascending[0];
        if (place >= ascending.Length - 1) return ascending[^1];
        var below = (int)place;
        return ascending[below] + (place - below) * (ascending[below + 1] - ascending[below]);
    }
}
