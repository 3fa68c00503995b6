namespace Tandem.Forecasting.SlowSellers;

/// <summary>A possible course of the next 8 weeks in multiples of the pace.</summary>
internal readonly record struct Future(double[] Weeks, double Total, double Weight);

/// <summary>
/// The learned part: the probability by logistic regression, newer cases counting more (half after 8 weeks), and a predictive distribution made of
/// what the cases with the nearest scores did, weighted so that it agrees with the probability.
/// </summary>
internal sealed class Learned
{
    private const int FewestCases = 200, FewestSlow = 20, Neighbours = 200;
    private const double HalfLifeWeeks = 8, Ridge = 20;

    private readonly Logistic? model;
    private readonly PastCase[] cases;
    private readonly double[] scores;

    private Learned(Logistic? model, PastCase[] cases, double[] scores) => (this.model, this.cases, this.scores) = (model, cases, scores);

    /// <summary>How many cases it learned from; 0: too few.</summary>
    public int Cases => cases.Length;

    public static Learned From(List<PastCase> cases, int origin)
    {
        if (cases.Count < FewestCases || cases.Count(c => c.IsSlow) < FewestSlow) return new(null, [], []);
        double[] weights = [.. cases.Select(c => Math.Pow(0.5, (origin - Pace.Ahead - c.Origin) / HalfLifeWeeks))];
        var model = Logistic.Fit([.. cases.Select(c => c.Features)], [.. cases.Select(c => c.IsSlow)], weights, Ridge);
        PastCase[] ordered = [.. cases];
        double[] scores = [.. ordered.Select(c => model.Score(c.Features))];
        Array.Sort(scores, ordered);
        return new(model, ordered, scores);
    }

    public (double Probability, Future[] Futures) Predict(ReadOnlySpan<double> units, Pace pace, int origin)
    {
        if (model is null) return Prior.Predict(units, pace, origin);
        var score = model.Score(Features.Of(units, pace, origin));
        var probability = Logistic.Chance(score);
        return (probability, Weigh(Nearest(score), probability));
    }

    /// <summary>Futures whose slow ones weigh the probability together and the others the rest.</summary>
    private static Future[] Weigh(ReadOnlySpan<PastCase> near, double probability)
    {
        var slow = 0;
        foreach (var one in near) slow += one.IsSlow ? 1 : 0;
        var whole = (slow > 0 ? probability : 0) + (slow < near.Length ? 1 - probability : 0);
        var futures = new Future[near.Length];
        for (var i = 0; i < near.Length; i++)
        {
            var weight = near[i].IsSlow ? probability / slow : (1 - probability) / (near.Length - slow);
            futures[i] = new(near[i].Weeks, near[i].Total, weight / whole);
        }
        return futures;
    }

    private ReadOnlySpan<PastCase> Nearest(double score)
    {
        var place = Array.BinarySearch(scores, score);
        if (place < 0) place = ~place;
        var from = Math.Clamp(place - Neighbours / 2, 0, scores.Length - Neighbours);
        return cases.AsSpan(from, Neighbours);
    }
}
