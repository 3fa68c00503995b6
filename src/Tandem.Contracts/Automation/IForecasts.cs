using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Contracts.Automation;

/// <summary>One future period: mean and the 80 and 95 % prediction bands, in the metric's unit.</summary>
public sealed record ForecastPoint(DateOnly From, DateOnly To, double Mean, double Lo80, double Hi80, double Lo95, double Hi95);

/// <summary>
/// A stored forecast. DataThrough: nothing after it was known to the model. Quality: <c>ok</c>, <c>wide</c> (12–19 points) or <c>too_little_data</c> (no points).
/// BacktestError is MASE over rolling origins; Coverage80 the share of those held-out values inside the 80 % band.
/// </summary>
public sealed record MetricForecast(MetricId Metric, Segment? Segment, Interval Interval, DateTime DataThrough, string Model, string Quality,
    double? BacktestError, double? Coverage80, IReadOnlyList<ForecastPoint> Points);

/// <summary>
/// How a target stands: the value that its complete periods make so far (null before the first), and once that can be forecast the expected value at its end, its 80 % band and
/// P(missed). State: <c>ahead</c> (not begun), <c>running</c>, <c>met</c>, <c>missed</c> (over), <c>too_little_data</c>. Points: the metric's complete periods; Forecast: those to come.
/// </summary>
public sealed record TargetStanding(string State, double? SoFar, double? Expected, double? Lo80, double? Hi80, double? ChanceOfMiss, int PeriodsLeft,
    IReadOnlyList<SeriesPoint> Points, IReadOnlyList<ForecastPoint> Forecast);

/// <summary>Reads forecasts. Answered by Automation.</summary>
public interface IForecasts
{
    /// <summary>The newest forecast made at or before the product's clock; null where there is none.</summary>
    Task<MetricForecast?> LatestAsync(ProductId product, MetricId metric, Segment? segment, Interval interval, CancellationToken cancel);

    /// <summary>How a target stands by the product's clock; the judgement that the rule "target will be missed" makes.</summary>
    Task<TargetStanding> StandingAsync(TargetInfo target, CancellationToken cancel);
}
