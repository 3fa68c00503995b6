using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Closes;
using Tandem.Automation.Loop;
using Tandem.Automation.Looks;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Forecasting;

namespace Tandem.Automation.Forecasts;

/// <summary>Makes and stores the forecast of every metric of a product at the close of a week, and anew where its definition has changed since.</summary>
internal sealed class ForecastMaker(AutomationDbContext db, ISeries series, SeriesReader reader)
{
    public async Task MakeAsync(ProductId product, ProductClock clock, CancellationToken cancel)
    {
        var through = Periods.LastComplete(clock.Today, Interval.Week);
        var at = Zones.EndOf(through, clock.Zone);
        var done = (await db.Forecasts.AsNoTracking().Where(f => f.Product == product && f.Interval == Interval.Week && f.DataThrough == at).Select(f => new { f.Metric, f.MetricVersion }).ToListAsync(cancel)).Select(f => (f.Metric, f.MetricVersion)).ToHashSet();
        var made = new List<StoredForecast>();
        foreach (var metric in (await series.MetricsAsync(product, cancel)).Where(m => !done.Contains((m.Id, m.Version))))
        {
            if (await reader.WholeAsync(product, metric.Id, Interval.Week, through, cancel) is not { } read || read.Periods[^1].To != through) continue;
            var row = new StoredForecast { Workspace = db.CurrentWorkspace, Product = product, Metric = metric.Id, MetricVersion = read.Metric.Version, Interval = Interval.Week, DataThrough = at };
            row.Set(Of(read, read.Periods.Count, null));
            made.Add(row);
        }
        if (made.Count == 0) return;
        db.AddRange(made);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The forecast at an origin as other modules read it.</summary>
    public static MetricForecast Of(RuleSeries read, int origin, Segment? segment, int horizon = RuleSeries.Horizon)
    {
        var forecast = read.ForecastAt(read.Values.Keys.First(), origin, horizon);
        var points = forecast.Mean.Select((mean, step) =>
        {
            var (from, to) = read.Ahead(origin, step);
            return new ForecastPoint(from, to, mean, forecast.Lo80[step], forecast.Hi80[step], forecast.Lo95[step], forecast.Hi95[step]);
        });
        var quality = forecast.Quality switch { ForecastQuality.Ok => "ok", ForecastQuality.Wide => "wide", _ => "too_little_data" };
        return new(read.Metric.Id, segment, read.Interval, read.DataThrough(origin), forecast.Model, quality, forecast.BacktestError, forecast.Coverage80, [.. points]);
    }
}
