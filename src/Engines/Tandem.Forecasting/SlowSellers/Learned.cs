namespace Tandem.Forecasting.SlowSellers;

/// <summary>A possible course of the next 8 weeks in multiples of the pace.</summary>
internal readonly record struct Future(double[] Weeks, double Total, double Weight);

/// <summary>
/// The learned part: a score by logistic regression, made a probability by the cases themselves, and a predictive distribution made of what the
/// cases with the nearest scores did, weighted so that it agrees with the probability.
/// </summary>
internal sealed class Learned
{
    private const int FewestCases = 200;
    private const int Neighbours = 300;

    private readonly Logistic? model;
    private readonly (double Score, PastCase Case)[] ordered;

    private Learned(Logistic? model, (double, PastCase)[] ordered) => (this.model, this.ordered) = (model, ordered);

    public int Cases => model is null ? 0 : ordered.Length;

    public static Learned From(List<PastCase> cases, int origin)
    {
        if (cases.Count < FewestCases || cases.Count(c => c.IsSlow) < 20) return new(null, []);
        var weights = cases.Select(c => Math.Pow(0.5, (origin - Pace.Ahead - c.Origin) / 8.0)).ToArray();
        var model = Logistic.Fit([.. cases.Select(c => c.Features)], [.. cases.Select(c => c.IsSlow)], weights, 5);
        return new(model, [.. cases.Select(c => (model.Score(c.Features), c)).OrderBy(c => c.Item1)]);
    }

    public (double Probability, IReadOnlyList<Future> Futures) Predict(double[] features)
    {
        if (model is null) return Prior.Predict(features);
        var score = model.Score(features);
        var probability = Logistic.Chance(score);
        var near = Nearest(score);
        var slow = near.Count(c => c.IsSlow);
        var slowWeight = slow == 0 ? 0 : probability / slow;
        var otherWeight = slow == near.Length ? 0 : (1 - probability) / (near.Length - slow);
        var futures = near.Select(c => new Future(c.Weeks, c.Total, c.IsSlow ? slowWeight : otherWeight)).ToArray();
        var sum = futures.Sum(f => f.Weight);
        return (probability, [.. futures.Select(f => f with { Weight = f.Weight / sum })]);
    }

    private PastCase[] Nearest(double score)
    {
        int low = 0, high = ordered.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ordered[middle].Score < score) low = middle + 1;
            else high = middle;
        }
        var from = Math.Clamp(low - Neighbours / 2, 0, Math.Max(0, ordered.Length - Neighbours));
        return [.. ordered.Skip(from).Take(Neighbours).Select(c => c.Case)];
    }
}
