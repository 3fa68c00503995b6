using Tandem.Contracts.Insight;
using Tandem.Forecasting;
using Tandem.Forecasting.Rules;

namespace Tandem.Automation.Looks;

/// <summary>
/// A target held against a series at an origin: State <c>ahead</c>, <c>running</c>, <c>over</c> or <c>too_little_data</c>; what its complete periods make so far; the judgement of its end.
/// Only periods that lie wholly inside the target count.
/// </summary>
internal sealed record TargetReckoning(string State, IReadOnlyList<double> Done, int Remaining, TargetVerdict? Verdict)
{
    /// <param name="threshold">P(miss) from which the verdict fires.</param>
    public static TargetReckoning Of(RuleSeries series, string key, int origin, DateOnly from, DateOnly to, TargetGoal goal, double threshold)
    {
        if (!series.Numbers.TryGetValue(key, out var numbers)) return new("too_little_data", [], 0, null);
        var done = Enumerable.Range(0, origin).Where(i => series.Periods[i].From >= from && series.Periods[i].To <= to).Select(i => numbers[i]).ToArray();
        var remaining = Enumerable.Range(0, int.MaxValue).TakeWhile(step => series.Ahead(origin, step).To <= to).Count();
        if (series.Periods[origin - 1].To > to || remaining == 0 && done.Length > 0) return new("over", done, 0, done.Length == 0 ? null : TargetMiss.Judge(done, series.ForecastAt(key, origin), 0, goal, threshold));
        if (series.Ahead(origin, 0).From < from || remaining + done.Length == 0) return new("ahead", done, remaining, null);
        if (origin < Forecaster.FewestPoints) return new("too_little_data", done, remaining, null);
        return TargetMiss.Judge(done, series.ForecastAt(key, origin, remaining), remaining, goal, threshold) is { } verdict ? new("running", done, remaining, verdict) : new("too_little_data", done, remaining, null);
    }

    /// <summary>What the complete periods make by themselves; null before the first.</summary>
    public double? SoFar(TargetKind kind) => Done.Count == 0 ? null : kind switch { TargetKind.Sum => Done.Sum(), TargetKind.Mean => Done.Average(), _ => Done[^1] };

    public static TargetGoal Goal(TargetInfo target) =>
        new(Enum.Parse<TargetKind>(target.Measure.ToString()), target.Wanted == Wanted.AtLeast ? Direction.Up : Direction.Down, (double)target.Value);
}
