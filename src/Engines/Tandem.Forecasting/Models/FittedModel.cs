namespace Tandem.Forecasting.Models;

/// <summary>
/// A model with its parameters fixed, running along a series: <see cref="Reset"/>, then one <see cref="Update"/> a value; <see cref="Forecast"/> at any
/// moment looks ahead from what it has been shown and from nothing else. The backtest rests on this.
/// </summary>
internal abstract class FittedModel
{
    /// <summary>Its name as shown to people, such as <c>ets(A,Ad,N)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Back to before the first value.</summary>
    public abstract void Reset();

    /// <summary>Takes in the next value.</summary>
    public abstract void Update(double value);

    /// <summary>Expected values of the coming steps, one for each place of <paramref name="mean"/>.</summary>
    public abstract void Forecast(Span<double> mean);

    /// <summary>Runs from the start to the end of a series.</summary>
    public void Run(ReadOnlySpan<double> series)
    {
        Reset();
        foreach (var value in series) Update(value);
    }
}
