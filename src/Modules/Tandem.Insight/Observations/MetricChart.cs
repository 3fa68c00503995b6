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
        var later = forecast?.Points.Where(p => p.From > observed.Periods[^1].From).ToList() ?? [];
        if (later.Count > 0 && later[0].From > observed.Periods[^1].To.AddDays(1)) later = []; // not from the end of what is shown
        IReadOnlyList<decimal?> Ahead(Func<ForecastPoint, double> value) => [.. values.Select(_ => (decimal?)null), .. later.Select(p => (decimal?)value(p))];
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
}
