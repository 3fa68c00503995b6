using Tandem.Automation.Rules;
using Tandem.Automation.Signals;

namespace Tandem.Automation.Looks;

/// <summary>
/// One thing as a rule saw it at one evaluation. Probability where the kind of rule gives one; <paramref name="InARow"/> where the kind counts it by itself (band), else null: then it is
/// counted over the evaluations. <paramref name="Why"/>: code of the reason for not watching. <paramref name="Level"/>: pace, or what was expected; <paramref name="Last"/>: what came.
/// </summary>
internal sealed record Seen(string Key, bool Watched, string? Why, double? Probability, int? InARow, bool Well, decimal? Loss, double Level, double Last);

/// <summary>What a rule sees in its series at one origin.</summary>
internal abstract class Look(RuleSeries series, int origin)
{
    protected RuleSeries Series => series;
    protected int Origin => origin;

    /// <summary>Everything looked at, watched or not.</summary>
    public abstract IReadOnlyList<Seen> Seen { get; }

    /// <summary>The evidence of one of the seen, as a signal freezes it.</summary>
    public abstract Evidence Evidence(string key);

    public static Look Of(Rule rule, RuleSeries series, int origin) => rule.Kind switch
    {
        RuleKind.SlowSeller => new SlowSellerLook(rule, series, origin),
        RuleKind.Band => new BandLook(rule, series, origin),
        _ => new TargetLook(rule, series, origin),
    };

    /// <summary>Values of the last periods, for the small line beside a row.</summary>
    public float[] Recent(string key) => [.. series.Numbers[key].AsSpan(Math.Max(0, origin - 16)..origin).ToArray().Select(v => (float)v)];

    protected Evidence Base(string key, IReadOnlyList<EvidenceForecast> forecast, string middle, string model) =>
        new(series.Points(key, origin, 52), forecast, middle, model, series.DataThrough(origin), series.Query, series.Described)
        {
            Segment = series.SegmentKey is { } name ? $"{name}:{key}" : null,
            Interval = series.Interval,
        };

    protected IReadOnlyList<EvidenceForecast> Band(Forecasting.Forecast forecast) => [.. forecast.Mean.Select((mean, step) =>
    {
        var (from, to) = series.Ahead(origin, step);
        return new EvidenceForecast(from, to, mean, forecast.Lo80[step], forecast.Hi80[step], forecast.Lo95[step], forecast.Hi95[step]);
    })];
}
