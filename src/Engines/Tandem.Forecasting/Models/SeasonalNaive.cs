namespace Tandem.Forecasting.Models;

/// <summary>Repeats the last season; with a season of 1 the last value (a random walk).</summary>
internal sealed class SeasonalNaive(int season) : FittedModel
{
    private readonly double[] last = new double[season];
    private int seen;

    public override string Name => season == 1 ? "naive" : "seasonal naive";

    public override void Reset() => seen = 0;

    public override void Update(double value) => last[seen++ % season] = value;

    public override void Forecast(Span<double> mean)
    {
        for (var step = 0; step < mean.Length; step++) mean[step] = At(step);
    }

    private double At(int step)
    {
        if (seen == 0) return 0;
        return seen >= season ? last[(seen + step) % season] : last[seen - 1];
    }
}
