using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Forecasting;
using Tandem.Forecasting.Rules;

namespace Tandem.Automation.Looks;

/// <summary>Holds each of the last complete periods against the 95 % band that was forecast for it from the periods before it.</summary>
internal sealed class BandLook : Look
{
    /// <summary>Segments that are forecast: the largest.</summary>
    private const int Most = 50;

    private readonly Rule _rule;

    public BandLook(Rule rule, RuleSeries series, int origin) : base(series, origin)
    {
        _rule = rule;
        Seen = [.. series.Numbers.OrderByDescending(pair => pair.Value.AsSpan(0, origin).ToArray().Sum()).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Most).Select(pair => One(pair.Key))];
    }

    public override IReadOnlyList<Seen> Seen { get; }

    public override Evidence Evidence(string key)
    {
        var forecast = Series.ForecastAt(key, Origin);
        var before = Series.ForecastAt(key, Origin - 1);
        return Base(key, Band(forecast), "mean", forecast.Model) with
        {
            Threshold = _rule.Direction == Direction.Down ? before.Lo95[0] : before.Hi95[0],
            Value = Series.Numbers[key][Origin - 1], BacktestError = forecast.BacktestError, Coverage80 = forecast.Coverage80,
        };
    }

    private Seen One(string key)
    {
        if (Origin < Forecaster.FewestPoints + BandBreach.InARow) return new(key, false, "too_little_data", null, null, false, null, 0, 0);
        var values = Series.Numbers[key];
        var periods = Enumerable.Range(Origin - BandBreach.InARow, BandBreach.InARow).Select(at =>
        {
            var forecast = Series.ForecastAt(key, at);
            return new BandedPeriod(values[at], forecast.Lo95[0], forecast.Hi95[0]);
        }).ToArray();
        var verdict = BandBreach.Judge(periods, _rule.Direction, (double)_rule.Minimum);
        var expected = Series.ForecastAt(key, Origin - 1).Mean[0];
        var row = verdict.Reason == BandReason.TooSmall ? 0 : verdict.PeriodsOutside;
        return new(key, true, null, null, row, verdict.Recovered, Series.Metric.Unit == "money" ? (decimal)Math.Abs(expected - values[Origin - 1]) : null, expected, values[Origin - 1]);
    }
}
