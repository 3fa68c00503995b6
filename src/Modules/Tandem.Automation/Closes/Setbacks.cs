using System.Collections.Concurrent;
using Tandem.Automation.Rules;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Automation.Closes;

/// <summary>Why a rule could not be judged, when that was and when it is tried again (UTC, by the real clock).</summary>
internal sealed record Setback(long Version, int Times, DateTime At, DateTime Again, Exception Why)
{
    private const int LongestReason = 300;

    /// <summary>In the reader's language where it is known, else as the failing part says it.</summary>
    public string Reason(Words words)
    {
        if (Why is ProblemException problem) return words[$"problem.{problem.Code}", [.. problem.Arguments]];
        var text = Why.Message.Split('\n')[0].Trim();
        return text.Length > LongestReason ? text[..LongestReason] : text;
    }
}

/// <summary>
/// Rules that failed: each rests for a minute, then two, four, up to an hour, before it is tried again. A changed rule is tried at once, and so is any after a
/// restart: nothing of this is kept.
/// </summary>
internal sealed class Setbacks(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<RuleId, Setback> _known = new();

    /// <summary>Null where the rule, as it stands, has not failed since it last ran.</summary>
    public Setback? Of(Rule rule) => _known.TryGetValue(rule.Id, out var known) && known.Version == rule.Version ? known : null;

    public bool Rests(Rule rule) => Of(rule) is { } known && known.Again > Now;

    public void Note(Rule rule, Exception why)
    {
        var times = (Of(rule)?.Times ?? 0) + 1;
        var rest = First * Math.Pow(2, Math.Min(times - 1, 10));
        _known[rule.Id] = new(rule.Version, times, Now, Now + (rest < Longest ? rest : Longest), why);
    }

    public void Forget(RuleId rule) => _known.TryRemove(rule, out _);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
