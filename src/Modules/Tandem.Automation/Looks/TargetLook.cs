using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Forecasting.Rules;

namespace Tandem.Automation.Looks;

/// <summary>Estimates how likely the target is missed at its end.</summary>
internal sealed class TargetLook : Look
{
    private readonly Rule _rule;
    private readonly TargetReckoning _found;

    public TargetLook(Rule rule, RuleSeries series, int origin) : base(series, origin)
    {
        _rule = rule;
        var goal = new TargetGoal(rule.TargetKind, rule.TargetWanted, (double)rule.TargetValue!.Value);
        _found = TargetReckoning.Of(series, rule.TargetSegment, origin, rule.TargetFrom!.Value, rule.TargetTo!.Value, goal, rule.Open);
        Seen = [One()];
    }

    public override IReadOnlyList<Seen> Seen { get; }

    public override Evidence Evidence(string key)
    {
        var (forecast, verdict) = (Series.ForecastAt(key, Origin), _found.Verdict!);
        return Base(key, Band(forecast), "mean", forecast.Model) with
        {
            Probability = verdict.Probability, Threshold = (double)_rule.TargetValue!.Value, Value = verdict.Expected,
            BacktestError = forecast.BacktestError, Coverage80 = forecast.Coverage80,
        };
    }

    private Seen One() => _found.Verdict is not { } verdict || Series.Periods[Origin - 1].To > _rule.TargetTo
        ? new(_rule.TargetSegment, false, _found.State == "too_little_data" ? "too_little_data" : "target_" + _found.State, null, null, false, null, 0, 0)
        : new(_rule.TargetSegment, true, null, verdict.Probability, null, verdict.Probability <= _rule.Close, Series.Metric.Unit == "money" ? (decimal)verdict.ExpectedShortfall : null,
            (double)_rule.TargetValue!.Value, verdict.Expected);
}
