using Tandem.Statistics;

namespace Tandem.Scheduling.Risk;

/// <summary>How an uncertain number is spread, by its quantiles. Durations and delays are working minutes; factors and money are plain numbers.</summary>
public abstract record Distribution
{
    /// <summary>The value that is not exceeded with this probability, strictly between 0 and 1.</summary>
    public abstract double Quantile(double p);
    public abstract double Mean { get; }

    /// <summary>Probabilities at which the quantile jumps; between them it is smooth.</summary>
    internal virtual IReadOnlyList<double> Jumps => [];

    internal static void Require(bool holds, string what)
    {
        if (!holds) throw new PlanException("distribution", what);
    }
}

/// <summary>One value.</summary>
public sealed record Certain(double Value) : Distribution
{
    public override double Quantile(double p) => Value;
    public override double Mean => Value;
}

/// <summary>Everything between two values alike.</summary>
public sealed record Uniform : Distribution
{
    public Uniform(double low, double high)
    {
        Require(low <= high, $"The low value {low} is above the high value {high}.");
        (Low, High) = (low, high);
    }

    public double Low { get; }
    public double High { get; }
    public override double Quantile(double p) => Low + p * (High - Low);
    public override double Mean => (Low + High) / 2;
}

/// <summary>From the least to the most, rising to the likeliest and falling after it in straight lines.</summary>
public sealed record Triangular : Distribution
{
    public Triangular(double low, double likely, double high)
    {
        Require(low <= likely && likely <= high, $"{low}, {likely}, {high} are not in order.");
        (Low, Likely, High) = (low, likely, high);
    }

    public double Low { get; }
    public double Likely { get; }
    public double High { get; }
    public override double Mean => (Low + Likely + High) / 3;
    public override double Quantile(double p)
    {
        if (High == Low) return Low;
        return p < (Likely - Low) / (High - Low) ? Low + Math.Sqrt(p * (High - Low) * (Likely - Low)) : High - Math.Sqrt((1 - p) * (High - Low) * (High - Likely));
    }
}

/// <summary>
/// The beta distribution of PERT (Malcolm et al. 1959; Vose 2008): mean (low + weight × likely + high) / (weight + 2), the usual weight of the likeliest is 4.
/// </summary>
public sealed record Pert : Distribution
{
    private readonly double a, b;

    public Pert(double low, double likely, double high, double weight = 4)
    {
        Require(low <= likely && likely <= high, $"{low}, {likely}, {high} are not in order.");
        Require(weight > 0, "The weight of the likeliest value is not positive.");
        (Low, Likely, High, Weight) = (low, likely, high, weight);
        var place = high == low ? 0.5 : (likely - low) / (high - low);
        (a, b) = (1 + weight * place, 1 + weight * (1 - place));
    }

    public double Low { get; }
    public double Likely { get; }
    public double High { get; }
    public double Weight { get; }
    public override double Mean => (Low + Weight * Likely + High) / (Weight + 2);

    /// <summary>By halving: 50 steps are exact to 1e-15 of the range.</summary>
    public override double Quantile(double p)
    {
        var (from, to) = (0.0, 1.0);
        for (var step = 0; step < 50; step++)
        {
            var middle = (from + to) / 2;
            if (Beta.Regularised(a, b, middle, 1 - middle) < p) from = middle;
            else to = middle;
        }
        return Low + (High - Low) * (from + to) / 2;
    }
}

/// <summary>A three-point estimate as people give it: low and high are seldom exceeded, not impossible. Triangular with these as its 10th and 90th percentiles (Trigen).</summary>
public sealed record ThreePoint : Distribution
{
    private readonly Triangular triangle;

    public ThreePoint(double low, double likely, double high, double tail = 0.1)
    {
        Require(low <= likely && likely <= high, $"{low}, {likely}, {high} are not in order.");
        Require(tail is >= 0 and <= 0.2, "The share outside low and high is not between 0 and 0.2.");
        (Low, Likely, High, Tail) = (low, likely, high, tail);
        var (left, right) = (likely - low, high - likely);
        for (var step = 0; step < 200; step++)
        {
            // P(X ≤ low) = (left' − left)² / (left' × width) = tail, and likewise on the right: each solved for its side while the width follows
            var width = left + right;
            (left, right) = (Side(likely - low, tail * width), Side(high - likely, tail * width));
        }
        triangle = new Triangular(likely - left, likely, likely + right);
    }

    public double Low { get; }
    public double Likely { get; }
    public double High { get; }
    public double Tail { get; }
    public override double Mean => triangle.Mean;
    public override double Quantile(double p) => triangle.Quantile(p);

    /// <summary>The larger x with (x − inner)² = share × x.</summary>
    private static double Side(double inner, double share) => inner + share / 2 + Math.Sqrt(share * inner + share * share / 4);
}

/// <summary>Never below 0, with a long tail to the right; given by its mean and standard deviation.</summary>
public sealed record Lognormal : Distribution
{
    private readonly double mu, sigma;

    public Lognormal(double mean, double deviation)
    {
        Require(mean > 0 && deviation >= 0, "A lognormal mean is positive and its deviation not negative.");
        (Mean, Deviation) = (mean, deviation);
        sigma = Math.Sqrt(Math.Log(1 + deviation * deviation / (mean * mean)));
        mu = Math.Log(mean) - sigma * sigma / 2;
    }

    public override double Mean { get; }
    public double Deviation { get; }
    public override double Quantile(double p) => sigma == 0 ? Mean : Math.Exp(mu + sigma * Normal.Quantile(p));
}

/// <summary>One of several values, each with its weight.</summary>
public sealed record Discrete : Distribution
{
    private readonly (double Value, double Below)[] steps;

    public Discrete(IReadOnlyList<(double Value, double Weight)> values)
    {
        Require(values.Count > 0 && values.All(v => v.Weight >= 0) && values.Any(v => v.Weight > 0), "A discrete distribution needs values with weights that are not negative.");
        Values = values;
        var (sum, total) = (0.0, values.Sum(v => v.Weight));
        steps = [.. values.Where(v => v.Weight > 0).OrderBy(v => v.Value).Select(v => (v.Value, (sum += v.Weight) / total))];
        Mean = values.Sum(v => v.Value * v.Weight) / total;
    }

    public IReadOnlyList<(double Value, double Weight)> Values { get; }
    public override double Mean { get; }
    internal override IReadOnlyList<double> Jumps => [.. steps[..^1].Select(s => s.Below)];
    public override double Quantile(double p)
    {
        foreach (var (value, below) in steps) if (p < below) return value;
        return steps[^1].Value;
    }
}
