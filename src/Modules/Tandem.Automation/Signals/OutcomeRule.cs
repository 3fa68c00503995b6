using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Forecasting.Rules;
using Tandem.Forecasting.SlowSellers;

namespace Tandem.Automation.Signals;

/// <summary>Judges what became of a signal (DESIGN §7), from the complete periods after the work's actual start.</summary>
internal static class OutcomeRule
{
    /// <summary>Slow seller: the first 4 complete weeks after the start against half of 4 weeks' pace; unclear until they are full.</summary>
    public static OutcomeKind OfSlowSeller(IReadOnlyList<EvidencePoint> after, double pace) => SlowSellerOutcome.Of([.. after.Select(p => (double)p.Value)], pace) switch
    {
        Recovery.Recovered => OutcomeKind.Recovered,
        Recovery.NotRecovered => OutcomeKind.NotRecovered,
        _ => OutcomeKind.Unclear,
    };

    /// <summary>Band: recovered at two complete periods in a row on the good side of the bound that was broken; until then unclear.</summary>
    public static OutcomeKind OfBand(IReadOnlyList<EvidencePoint> after, double bound, Direction bad) => IsBack(after, bound, bad) ? OutcomeKind.Recovered : OutcomeKind.Unclear;

    /// <summary>Target: recovered when it is no longer likely to be missed at two evaluations in a row; not when it ended and was missed.</summary>
    public static OutcomeKind OfTarget(IReadOnlyList<double?> missed, double close, bool over) =>
        missed.Zip(missed.Skip(1)).Any(pair => pair.First <= close && pair.Second <= close) ? OutcomeKind.Recovered
        : !over ? OutcomeKind.Unclear
        : missed.Count > 0 && missed[^1] <= close ? OutcomeKind.Recovered : OutcomeKind.NotRecovered;

    /// <summary>Two complete periods in a row inside.</summary>
    public static bool IsBack(IReadOnlyList<EvidencePoint> after, double bound, Direction bad) => after.Zip(after.Skip(1)).Any(pair => Inside(pair.First, bound, bad) && Inside(pair.Second, bound, bad));

    private static bool Inside(EvidencePoint point, double bound, Direction bad) => bad == Direction.Down ? (double)point.Value >= bound : (double)point.Value <= bound;
}
