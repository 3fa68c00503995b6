using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Forecasting;
using Tandem.Forecasting.Rules;

namespace Tandem.Automation.Looks;

/// <summary>
/// Holds the last two complete periods against the 95 % bands that were forecast for them before either was known: a band that has seen the first fall would
/// follow it and excuse the second.
/// </summary>
internal sealed class BandLook : Look
{
    /// <summary>Segments that are forecast: the largest.</summary>
    private const int Most = 50;

    /// <summary>Step of the last period.</summary>
    private const int Last = BandBreach.InARow - 1;

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
        var before = Series.ForecastAt(key, Origin - BandBreach.InARow);
        return Base(key, Band(forecast), "mean", forecast.Model) with
        {
            Threshold = _rule.Direction == Direction.Down ? before.Lo95[Last] : before.Hi95[Last],
            Value = Series.Numbers[key][Origin - 1], BacktestError = forecast.BacktestError, Coverage80 = forecast.Coverage80,
        };
    }

    private Seen One(string key)
    {
        if (Origin < Forecaster.FewestPoints + BandBreach.InARow) return new(key, false, "too_little_data", null, null, false, null, 0, 0);
        var values = Series.Numbers[key].AsSpan(Origin - BandBreach.InARow, BandBreach.InARow).ToArray();
        var forecast = Series.ForecastAt(key, Origin - BandBreach.InARow);
        var periods = values.Select((value, step) => new BandedPeriod(value, forecast.Lo95[step], forecast.Hi95[step])).ToArray();
        var verdict = BandBreach.Judge(periods, _rule.Direction, (double)_rule.Minimum);
        var expected = forecast.Mean[Last];
        var row = verdict.Reason == BandReason.TooSmall ? 0 : verdict.PeriodsOutside;
        return new(key, true, null, null, row, verdict.Recovered, Series.Metric.Unit == "money" ? (decimal)Math.Abs(expected - values[^1]) : null, expected, values[^1]);
    }
}
