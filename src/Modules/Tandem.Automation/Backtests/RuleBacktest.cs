using Tandem.Automation.Looks;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Forecasting.SlowSellers;

namespace Tandem.Automation.Backtests;

/// <summary>What became of one signal of a back-test, where nobody acts: it was true, it was not, or the data end too early.</summary>
internal enum Truth { True, False, Unclear }

/// <summary>One signal the rule would have raised.</summary>
internal sealed record BacktestSignal(string Key, double? Probability, long? Loss, Verdict Verdict, Truth Truth);

/// <summary>One past period.</summary>
internal sealed record BacktestPeriod(DateOnly Through, int Watched, IReadOnlyList<BacktestSignal> Signals);

/// <summary>A rule over the past: periods from the first that had enough history; precision of what it would have opened, with Wilson's 95 % interval.</summary>
internal sealed record BacktestResult(IReadOnlyList<BacktestPeriod> Periods, int TooEarly, int Opened, int Held, Share? Precision);

/// <summary>Runs a rule over past periods, each seeing only what came before it; as a pure function of the series.</summary>
internal static class RuleBacktest
{
    /// <summary>Periods of history before the first judgement.</summary>
    public const int FirstOrigin = 16;

    public static BacktestResult Run(Rule rule, RuleSeries series, IProgress<double> progress, CancellationToken cancel)
    {
        var (open, ended) = (new Dictionary<string, Verdict?>(), new Dictionary<string, DateTime>());
        var earlier = new List<IReadOnlyDictionary<string, double?>>();
        var periods = new List<BacktestPeriod>();
        for (var origin = FirstOrigin; origin <= series.Periods.Count; origin++)
        {
            cancel.ThrowIfCancellationRequested();
            var look = Look.Of(rule, series, origin);
            var now = series.DataThrough(origin);
            var sights = look.Seen.Select(s => new Sight(s.Key, s.Watched, s.InARow ?? Streak.Of(s.Probability, earlier.Select(run => run.GetValueOrDefault(s.Key)), rule.Open), s.Well, s.Loss)).ToList();
            var judged = RuleLoop.Judge(rule.Terms, sights, new(open.ToDictionary(p => p.Key, p => new Episode(p.Value, false)), ended, OpenedInWeek(rule, periods, series, origin)), now);
            periods.Add(new(series.Periods[origin - 1].To, look.Seen.Count(s => s.Watched), Follow(rule, series, origin, judged, look, open, ended)));
            earlier.Insert(0, look.Seen.ToDictionary(s => s.Key, s => s.Probability));
            progress.Report((origin - FirstOrigin + 1d) / (series.Periods.Count - FirstOrigin + 1));
        }
        return Sum(periods);
    }

    /// <summary>Notes what opened, was held or ended, as the loop's state for the next period.</summary>
    private static List<BacktestSignal> Follow(Rule rule, RuleSeries series, int origin, IReadOnlyList<Judgement> judged, Look look, Dictionary<string, Verdict?> open, Dictionary<string, DateTime> ended)
    {
        var raised = new List<BacktestSignal>();
        var seen = look.Seen.ToDictionary(s => s.Key);
        foreach (var judgement in judged)
        {
            var key = judgement.Sight.Key;
            if (judgement.Verdict == Verdict.Recovered)
            {
                if (open[key] is null) ended[key] = series.DataThrough(origin);
                open.Remove(key);
            }
            else if (judgement.Verdict == Verdict.Fired || judgement.IsHeld && !open.ContainsKey(key))
            {
                open[key] = judgement.IsHeld ? judgement.Verdict : null;
                raised.Add(new(key, seen[key].Probability, MinorUnits.Of(judgement.Sight.Loss, series.Currency), judgement.Verdict, TruthOf(rule, series, key, origin, look)));
            }
        }
        return raised;
    }

    private static int OpenedInWeek(Rule rule, List<BacktestPeriod> periods, RuleSeries series, int origin)
    {
        var monday = Loop.Periods.Start(series.Periods[origin - 1].To.AddDays(1), Contracts.Insight.Interval.Week);
        return periods.Where(p => p.Through.AddDays(1) >= monday).Sum(p => p.Signals.Count(s => s.Verdict == Verdict.Fired));
    }

    /// <summary>Slow seller: the 8 weeks did sell at most 0.3 × 8 × pace. Band: not back inside at two of the next four periods in a row. Target: it was missed.</summary>
    private static Truth TruthOf(Rule rule, RuleSeries series, string key, int origin, Look look)
    {
        var values = series.Numbers[key].AsSpan(origin).ToArray();
        if (rule.Kind == RuleKind.SlowSeller)
            return values.Length < Pace.Ahead ? Truth.Unclear : values.Take(Pace.Ahead).Sum() <= Pace.At(series.Numbers[key], origin)!.SlowLimit ? Truth.True : Truth.False;
        if (rule.Kind == RuleKind.Band)
        {
            var after = Enumerable.Range(origin, Math.Min(4, values.Length)).Select(i => new EvidencePoint(series.Periods[i].From, series.Periods[i].To, series.Values[key][i])).ToList();
            return OutcomeRule.IsBack(after, look.Evidence(key).Threshold, rule.Direction) ? Truth.False : after.Count < 4 ? Truth.Unclear : Truth.True;
        }
        return Truth.Unclear;
    }

    private static BacktestResult Sum(List<BacktestPeriod> periods)
    {
        var opened = periods.SelectMany(p => p.Signals).Where(s => s.Verdict == Verdict.Fired).ToList();
        var known = opened.Where(s => s.Truth != Truth.Unclear).ToList();
        return new(periods, FirstOrigin, opened.Count, periods.Sum(p => p.Signals.Count) - opened.Count, Share.Of(known.Count(s => s.Truth == Truth.True), known.Count));
    }
}
