using Tandem.Statistics;

namespace Tandem.Forecasting.Backtests;

/// <summary>Distances from the mean, in units of the errors' spread, that hold 80 and 95 %: learned from rolling-origin errors.</summary>
internal readonly record struct Bands(double Lo80, double Hi80, double Lo95, double Hi95)
{
    /// <summary>So many independent errors weigh as much as the reference distribution.</summary>
    private const double PriorErrors = 15;

    /// <summary>The reference's tails are never thinner than those of Student's t with so many degrees of freedom.</summary>
    private const double MostFreedom = 8;

    /// <summary>How far the two sides may differ: the rest is the quantile of the absolute errors.</summary>
    private const double Lopsided = 0.6;

    /// <summary>Weighted quantiles of the pooled standardised errors, drawn towards Student's t by how few of them are independent.</summary>
    public static Bands Of(List<(double Value, double Weight)> standardised, double independent)
    {
        var signed = standardised.OrderBy(s => s.Value).ToArray();
        var sizes = standardised.Select(s => (Value: Math.Abs(s.Value), s.Weight)).OrderBy(s => s.Value).ToArray();
        var total = standardised.Sum(s => s.Weight);
        var trust = independent / (independent + PriorErrors);
        var freedom = Math.Clamp(independent, 2, MostFreedom);
        double Side(double tail, int sign)
        {
            var own = Quantile(signed, total * (sign < 0 ? tail : 1 - tail));
            var size = sign * Quantile(sizes, total * (1 - 2 * tail));
            var learned = Lopsided * own + (1 - Lopsided) * size;
            return sign * Math.Max(0, sign * (trust * learned + (1 - trust) * sign * -StudentT.Quantile(tail, freedom)));
        }
        double lo80 = Side(0.1, -1), hi80 = Side(0.1, 1);
        return new(lo80, hi80, Math.Min(lo80, Side(0.025, -1)), Math.Max(hi80, Side(0.025, 1)));
    }

    private static double Quantile((double Value, double Weight)[] ascending, double weight)
    {
        double sum = 0;
        foreach (var (value, w) in ascending)
        {
            sum += w;
            if (sum >= weight) return value;
        }
        return ascending[^1].Value;
    }
}
