using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Automation.Loop;

/// <summary>
/// The loop as a pure function: what a rule saw and where its episodes stand → what to do about each, with the reason. A held-back episode competes again at every
/// evaluation and makes work once nothing holds it.
/// </summary>
internal static class RuleLoop
{
    public static IReadOnlyList<Judgement> Judge(RuleTerms terms, IReadOnlyList<Sight> sights, LoopState state, DateTime now)
    {
        var median = Median([.. sights.Where(s => s.Watched && s.InARow >= terms.Evaluations).Select(s => s.Loss ?? 0)]);
        var judged = sights.Select(sight => One(terms, sight, state, now, median)).ToList();
        var left = Math.Max(0, terms.Cap - state.OpenedThisWeek);
        var capped = judged.Where(j => j.Verdict == Verdict.Fired).OrderByDescending(j => j.Sight.Loss ?? 0).ThenBy(j => j.Sight.Key, StringComparer.Ordinal).Skip(left).ToHashSet();
        return [.. judged.Select(j => capped.Contains(j) ? j with { Verdict = Verdict.Cap } : j)];
    }

    private static Judgement One(RuleTerms terms, Sight sight, LoopState state, DateTime now, decimal median)
    {
        state.Open.TryGetValue(sight.Key, out var open);
        if (open is { Held: null }) return new(sight, sight.Well && !open.Started ? Verdict.Recovered : Verdict.StillOpen);
        if (open is not null && (sight.Well || !sight.Watched)) return new(sight, Verdict.Recovered);
        if (!sight.Watched) return new(sight, Verdict.NotWatched);
        if (sight.InARow < terms.Evaluations) return new(sight, open?.Held ?? (sight.InARow == 0 ? Verdict.BelowThreshold : Verdict.FirstOfMany));
        if ((sight.Loss ?? 0) < terms.MinimumLoss) return new(sight, open?.Held ?? Verdict.SmallLoss);
        if (state.Ended.TryGetValue(sight.Key, out var ended) && ended + terms.Cooldown > now) return new(sight, Verdict.Cooldown, ended + terms.Cooldown);
        return new(sight, (sight.Loss ?? 0) < median && Drawn(sight.Key, terms.HoldOutPercent) ? Verdict.HeldOut : Verdict.Fired);
    }

    /// <summary>One draw a key, the same at every evaluation.</summary>
    private static bool Drawn(string key, int percent) =>
        percent > 0 && BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) % 100 < percent;

    private static decimal Median(decimal[] losses)
    {
        Array.Sort(losses);
        return losses.Length == 0 ? 0 : losses[losses.Length / 2];
    }
}
