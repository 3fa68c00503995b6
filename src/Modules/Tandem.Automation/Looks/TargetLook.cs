using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Forecasting;
using Tandem.Forecasting.Rules;

namespace Tandem.Automation.Looks;

/// <summary>Estimates how likely the target is missed at its end.</summary>
internal sealed class TargetLook : Look
{
    private readonly Rule _rule;
    private readonly TargetVerdict? _verdict;

    public TargetLook(Rule rule, RuleSeries series, int origin) : base(series, origin)
    {
        _rule = rule;
        var (from, to) = (rule.TargetFrom!.Value, rule.TargetTo!.Value);
        var done = Enumerable.Range(0, origin).Where(i => series.Periods[i].From >= from && series.Periods[i].To <= to).Select(i => series.Numbers[""][i]).ToArray();
        var remaining = Enumerable.Range(0, int.MaxValue).TakeWhile(step => series.Ahead(origin, step).To <= to).Count();
        var over = remaining == 0 && series.Periods[origin - 1].To > to;
        _verdict = over || origin < Forecaster.FewestPoints || remaining + done.Length == 0 ? null : TargetMiss.Judge(done, series.ForecastAt("", origin, Math.Max(1, remaining)), remaining,
            new TargetGoal(rule.TargetKind, rule.TargetWanted, (double)rule.TargetValue!.Value), rule.Open);
        Seen = [One(over)];
    }

    public override IReadOnlyList<Seen> Seen { get; }

    public override Evidence Evidence(string key)
    {
        var forecast = Series.ForecastAt(key, Origin);
        return Base(key, Band(forecast), "mean", forecast.Model) with
        {
            Probability = _verdict!.Probability, Threshold = (double)_rule.TargetValue!.Value, Value = _verdict.Expected,
            BacktestError = forecast.BacktestError, Coverage80 = forecast.Coverage80,
        };
    }

    private Seen One(bool over) => _verdict is not { } verdict
        ? new("", false, over ? "target_over" : "too_little_data", null, null, false, null, 0, 0)
        : new("", true, null, verdict.Probability, null, verdict.Probability <= _rule.Close, Series.Metric.Unit == "money" ? (decimal)verdict.ExpectedShortfall : null,
            (double)_rule.TargetValue!.Value, verdict.Expected);
}
