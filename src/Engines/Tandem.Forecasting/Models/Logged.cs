namespace Tandem.Forecasting.Models;

/// <summary>A model run on the logarithms of a positive series: growth by factors, errors by ratios.</summary>
internal sealed class Logged : FittedModel
{
    /// <summary>e to this is as far as a forecast goes from the series' scale, which is 1.</summary>
    private const double Furthest = 20;

    private readonly FittedModel inner;

    private Logged(FittedModel inner) => this.inner = inner;

    public override string Name => $"{inner.Name}(log)";

    public static Logged Fit(double[] series, Func<double[], FittedModel> fit) => new(fit([.. series.Select(v => Math.Log(v))]));

    public override void Reset() => inner.Reset();

    public override void Update(double value) => inner.Update(Math.Log(Math.Max(value, 1e-9)));

    public override void Forecast(Span<double> mean)
    {
        inner.Forecast(mean);
        for (var step = 0; step < mean.Length; step++) mean[step] = Math.Exp(Math.Min(mean[step], Furthest));
    }
}
