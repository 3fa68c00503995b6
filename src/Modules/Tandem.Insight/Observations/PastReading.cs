using Tandem.Contracts.Insight;
using Tandem.Insight.Metrics;
using Tandem.Insight.Questions;

namespace Tandem.Insight.Observations;

/// <summary>
/// Reads a metric for what computes with it week by week. Where the clock stands still or looks back, the question reaches to the end of what is stored, so that one
/// kept answer serves every past week; what the clock has not left behind is cut off, and segments without a value before it are not there.
/// </summary>
internal sealed class PastReading(Reading reading, Extent extent)
{
    public async Task<Observed> ReadAsync(Metric metric, Subject subject, Interval interval, DateOnly first, DateOnly last, Segment? segment, string? key, CancellationToken cancel)
    {
        if (subject.Until == Tandem.Metrics.Sql.ProductEvents.NoEnd || await extent.LastDayAsync(subject, cancel) is not { } end || end <= last)
            return await reading.ReadAsync(metric, subject, interval, first, last, segment, key, cancel);
        var all = await reading.ReadAsync(metric, subject.Unbounded, interval, first, end, segment, key, cancel);
        var count = all.Periods.Count(period => period.To <= last);
        return all with
        {
            Periods = [.. all.Periods.Take(count)],
            Lines = all.Lines.Select(line => (line.Key, Data: line.Value.Data[..count])).Where(line => key is null || line.Data.Any(value => value != 0))
                .ToDictionary(line => line.Key, line => new Tandem.Metrics.Trends.TrendLine(line.Data.Sum(), line.Data)),
            Query = MetricDefinition.Of(metric).Query(interval, first, last, segment, key),
        };
    }
}
