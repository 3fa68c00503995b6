namespace Tandem.Automation.Signals;

/// <summary>What the number did afterwards. Recovery is not claimed as the work's effect.</summary>
internal enum OutcomeKind
{
    /// <summary>The work began; the window is not full yet.</summary>
    Unclear,
    Recovered,
    NotRecovered,

    /// <summary>Well again before anyone started: counted against precision.</summary>
    Healed,
    Dismissed,
}

/// <summary>The numbers of an outcome: those of the window so far, the number they are held against, how many periods the window has, and what came before the signal.</summary>
internal sealed record OutcomeNumbers(IReadOnlyList<EvidencePoint> After, double Needed, int Window, double Before);
