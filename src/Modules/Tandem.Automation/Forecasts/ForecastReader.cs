using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Closes;
using Tandem.Automation.Loop;
using Tandem.Automation.Looks;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Forecasts;

/// <summary>
/// Answers forecasts as of the product's clock: the stored one of the last complete period, else (a segment, a day's or month's forecast) one made now from the same
/// periods by the same engine, which therefore is what would have been stored.
/// </summary>
internal sealed class ForecastReader(AutomationDbContext db, IProductClocks clocks, SeriesReader reader, ISeries series) : IForecasts
{
    public async Task<MetricForecast?> LatestAsync(ProductId product, MetricId metric, Segment? segment, Interval interval, CancellationToken cancel)
    {
        var clock = await clocks.GetAsync(product, cancel);
        var through = Periods.LastComplete(clock.Today, interval);
        var at = Zones.EndOf(through, clock.Zone);
        if (segment is null)
        {
            var stored = await db.Forecasts.AsNoTracking().FirstOrDefaultAsync(f => f.Product == product && f.Metric == metric && f.Interval == interval && f.DataThrough == at, cancel);
            if (stored is not null) return stored.Read();
        }
        var read = segment is null ? await reader.WholeAsync(product, metric, interval, through, cancel) : await SegmentAsync(product, metric, segment, interval, through, cancel);
        return read is null ? null : ForecastMaker.Of(read, read.Periods.Count, segment);
    }

    private async Task<RuleSeries?> SegmentAsync(ProductId product, MetricId metric, Segment segment, Interval interval, DateOnly through, CancellationToken cancel)
    {
        if (await series.FirstDayAsync(product, cancel) is not { } first) return null;
        var from = Periods.Start(first, interval);
        if (from < first) from = Periods.Next(from, interval);
        if (from > through) return null;
        var answer = await series.GetAsync(product, metric, segment, interval, from, through, cancel);
        var points = answer.Points.Where(p => p.Complete).ToList();
        if (points.Count == 0) return null;
        var clock = await clocks.GetAsync(product, cancel);
        return new(answer.Metric, interval, points.ConvertAll(p => (p.From, p.To)), new Dictionary<string, decimal[]> { [segment.Value] = [.. points.Select(p => p.Value)] }, answer.Query)
        {
            SegmentKey = segment.Key, Zone = clock.Zone,
        };
    }
}
