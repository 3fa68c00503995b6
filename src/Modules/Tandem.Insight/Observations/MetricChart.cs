using Tandem.Kernel.Charts;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Insight;
using Tandem.Insight.Charts;
using Tandem.Insight.Metrics;

namespace Tandem.Insight.Observations;

/// <summary>A metric's observations as a chart, with what is forecast after them.</summary>
internal static class MetricChart
{
    public static ChartData Of(Metric metric, Observed observed, Interval interval, string? currency, string kind = "line", MetricForecast? forecast = null)
    {
        var values = observed.Lines[""].Data.Select(v => (decimal?)v).ToList();
        var points = forecast?.Points.ToDictionary(p => p.From) ?? [];
        var last = observed.Periods[^1].From;
        var later = points.Values.Where(p => p.From > last).OrderBy(p => p.From).ToList();
        if (later.Count > 0 && later[0].From > Next(interval, last)) (later, points) = ([], []); // not from the end of what is shown
        // the period in progress has its forecast too
        decimal? Known(int i, Func<ForecastPoint, double> value) => i == observed.Partial && points.GetValueOrDefault(observed.Periods[i].From) is { } point ? (decimal)value(point) : null;
        IReadOnlyList<decimal?> Ahead(Func<ForecastPoint, double> value) => [.. values.Select((_, i) => Known(i, value)), .. later.Select(p => (decimal?)value(p))];
        return new([.. observed.Periods.Select(p => p.From).Concat(later.Select(p => p.From)).Select(d => d.ToString("O"))], interval.ToString().ToLowerInvariant(),
            [new(LocalText.Read(metric.Names), [.. values, .. later.Select(_ => (decimal?)null)], kind)])
        {
            Format = Numbers.Format(metric.Unit),
            Currency = currency,
            Partial = observed.Partial,
            Forecast = later.Count == 0 ? null : new(Ahead(p => p.Mean), Ahead(p => p.Lo80), Ahead(p => p.Hi80)),
            DataThrough = later.Count == 0 ? null : observed.Periods.LastOrDefault(p => p.Complete)?.To.ToString("O"),
        };
    }

    private static DateOnly Next(Interval interval, DateOnly from) => interval switch { Interval.Month => from.AddMonths(1), Interval.Week => from.AddDays(7), _ => from.AddDays(1) };
}
