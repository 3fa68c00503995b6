namespace Tandem.Forecasting.Models;

/// <summary>A model fitted to the newest part of a long series: it passes over the first values, which say little of today and cost time.</summary>
internal sealed class Recent : FittedModel
{
    private readonly FittedModel inner;
    private readonly int skip;
    private int seen;

    private Recent(FittedModel inner, int skip) => (this.inner, this.skip) = (inner, skip);

    public override string Name => inner.Name;

    /// <summary>Fits to at most about <paramref name="most"/> of the newest values; whole seasons are passed over, so that positions in the season stay.</summary>
    public static FittedModel Fit(double[] series, int season, int most, Func<double[], FittedModel> fit)
    {
        var skip = Math.Max(0, series.Length - most) / season * season;
        return skip == 0 ? fit(series) : new Recent(fit(series[skip..]), skip);
    }

    public override void Reset()
    {
        seen = 0;
        inner.Reset();
    }

    public override void Update(double value)
    {
        if (seen++ >= skip) inner.Update(value);
    }

    public override void Forecast(Span<double> mean) => inner.Forecast(mean);
}
