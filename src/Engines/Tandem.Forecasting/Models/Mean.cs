namespace Tandem.Forecasting.Models;

/// <summary>The mean of everything seen: the best guess where values come independently around a level.</summary>
internal sealed class Mean : FittedModel
{
    private double sum;
    private int seen;

    public override string Name => "mean";

    public override void Reset() => (sum, seen) = (0, 0);

    public override void Update(double value)
    {
        sum += value;
        seen++;
    }

    public override void Forecast(Span<double> mean) => mean.Fill(seen == 0 ? 0 : sum / seen);
}
