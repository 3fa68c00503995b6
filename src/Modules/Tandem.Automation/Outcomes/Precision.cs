using Tandem.Automation.Signals;
using Tandem.Contracts.Ids;

namespace Tandem.Automation.Outcomes;

/// <summary>How often a rule was right: of its signals that ended, those whose number did not get well by itself before anyone started and that nobody dismissed.</summary>
internal sealed record Precision(RuleId Rule, string Name, int Cases, int True, int Healed, int Dismissed, Share? Share)
{
    public static IReadOnlyList<Precision> Of(IEnumerable<SignalItem> signals) => [.. signals.GroupBy(s => (s.RuleId, s.RuleName)).Select(rule =>
    {
        var cases = rule.Count(s => IsTrue(s) || s.State is SignalState.Healed or SignalState.Dismissed);
        var right = rule.Count(IsTrue);
        return new Precision(rule.Key.RuleId, rule.Key.RuleName, cases, right, rule.Count(s => s.State == SignalState.Healed), rule.Count(s => s.State == SignalState.Dismissed), Share.Of(right, cases));
    }).OrderByDescending(p => p.Cases)];

    private static bool IsTrue(SignalItem signal) => signal.State is SignalState.Recovered or SignalState.NotRecovered;
}
