using Tandem.Statistics;

namespace Tandem.Automation.Signals;

/// <summary>A share with its 95 % interval by Wilson.</summary>
internal sealed record Share(int Count, int Cases, double Value, double Low, double High)
{
    /// <summary>Null where there is no case.</summary>
    public static Share? Of(int count, int cases)
    {
        if (cases == 0) return null;
        var interval = Proportion.Wilson(count, cases);
        return new(count, cases, (double)count / cases, interval.Low, interval.High);
    }
}
