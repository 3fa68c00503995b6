using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Closes;
using Tandem.Automation.Loop;
using Tandem.Automation.Looks;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Forecasting.Rules;

namespace Tandem.Automation.Forecasts;

/// <summary>
/// Answers forecasts as of the product's clock: the stored one of the last complete period and the metric's present definition, else (a segment, a day's or month's forecast) one made now from the same
/// periods by the same engine, which therefore is what would have been stored.
/// </summary>
internal sealed class ForecastReader(AutomationDbContext db, IProductClocks clocks, SeriesReader reader, ISeries series) : IForecasts
{
    public async Task<MetricForecast?> LatestAsync(ProductId product, MetricId metric, Segment? segment, Interval interval, CancellationToken cancel)
    {
        var clock = await clocks.GetAsync(product, cancel);
        var through = Periods.LastComplete(clock.Today, interval);
        var at = Zones.EndOf(through, clock.Zone);
        if (segment is null && await reader.MetricAsync(product, metric, cancel) is { } info)
        {
            var stored = await db.Forecasts.AsNoTracking().FirstOrDefaultAsync(f => f.Product == product && f.Metric == metric && f.MetricVersion == info.Version && f.Interval == interval && f.DataThrough == at, cancel);
            if (stored is not null) return stored.Read();
        }
        var read = segment is null ? await reader.WholeAsync(product, metric, interval, through, cancel) : await SegmentAsync(product, metric, segment, interval, through, cancel);
        return read is null ? null : ForecastMaker.Of(read, read.Periods.Count, segment);
    }

    public async Task<TargetStanding> StandingAsync(TargetInfo target, CancellationToken cancel)
    {
        var through = Periods.LastComplete((await clocks.GetAsync(target.Product, cancel)).Today, target.Interval);
        var read = target.Segment is null ? await reader.WholeAsync(target.Product, target.Metric, target.Interval, through, cancel)
            : await SegmentAsync(target.Product, target.Metric, target.Segment, target.Interval, through, cancel);
        if (read is null) return new("too_little_data", null, null, null, null, null, 0, [], []);
        var (key, origin) = (target.Segment?.Value ?? "", read.Periods.Count);
        var goal = TargetReckoning.Goal(target);
        var found = TargetReckoning.Of(read, key, origin, target.From, target.To, goal, TargetMiss.Threshold);
        var state = found.State != "over" ? found.State : found.Verdict is null ? "too_little_data" : found.Verdict.Probability > 0 ? "missed" : "met";
        var points = read.Periods.Select((period, i) => new SeriesPoint(period.From, period.To, read.Values[key][i], true));
        var ahead = state == "running" ? ForecastMaker.Of(read, origin, target.Segment, found.Remaining).Points : [];
        return new(state, found.SoFar(goal.Kind), found.Verdict?.Expected, found.Verdict?.Lo80, found.Verdict?.Hi80, found.Verdict?.Probability, found.Remaining, [.. points], ahead);
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
