using System.Text.Json.Nodes;
using Tandem.Contracts.Insight;
using Tandem.Insight.Metrics;
using Tandem.Insight.Questions;
using Tandem.Metrics.Time;
using Tandem.Metrics.Trends;
using Lines = System.Collections.Generic.IReadOnlyDictionary<string, Tandem.Metrics.Trends.TrendLine>;

namespace Tandem.Insight.Observations;

/// <summary>A metric read over a time: its periods, and a line of values by segment ("" where it is not split).</summary>
internal sealed record Observed(IReadOnlyList<SeriesPoint> Periods, Lines Lines, JsonObject Query);

/// <summary>Reads metrics by asking the question that defines them.</summary>
internal sealed class Reading(Asker asker, AnswerCache cache)
{
    public async Task<Observed> ReadAsync(Metric metric, Subject subject, Interval interval, DateOnly from, DateOnly to, Segment? segment, string? key, CancellationToken cancel)
    {
        var query = MetricDefinition.Of(metric).Query(interval, from, to, segment, key);
        var question = MetricDefinition.Question(query, subject.Zone);
        if (question.Breakdown is { } breakdown) question = question with { Breakdown = breakdown with { Limit = int.MaxValue } };
        Task<TrendsAnswer> AskAsync() => AskTrends.AnswerAsync(asker, subject, question, cancel);
        // all segments of a key may be some megabytes: read, not kept
        var answer = key is null ? await cache.GetAsync(asker, subject, "observed" + query.ToJsonString(), AskAsync, cancel) : await AskAsync();
        var lines = answer.ByBreakdown ?? new Dictionary<string, TrendLine> { [""] = new(answer.Series[0].Total, answer.Series[0].Data) };
        return new(Periods(question.Buckets, to, subject.Clock), lines, query);
    }

    /// <summary>Cut to the range; complete where the product's clock is past the end.</summary>
    private static List<SeriesPoint> Periods(Buckets buckets, DateOnly to, ProductClock clock)
    {
        var now = ZoneTable.ToMicros(clock.UtcNow);
        var first = ZoneTable.ToInstant(buckets.Range.From).InZone(buckets.Calendar.Zone).Date.ToDateOnly();
        return [.. Enumerable.Range(0, buckets.Count).Select(i => new SeriesPoint(
            i == 0 ? first : buckets.Date(i).ToDateOnly(),
            i == buckets.Count - 1 ? to : buckets.Date(i + 1).PlusDays(-1).ToDateOnly(),
            0, Math.Min(buckets.Start(i + 1), buckets.Range.To) <= now))];
    }
}
