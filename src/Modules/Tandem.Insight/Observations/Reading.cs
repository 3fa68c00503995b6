using System.Text.Json.Nodes;
using Tandem.Contracts.Insight;
using Tandem.Insight.Metrics;
using Tandem.Insight.Questions;
using Tandem.Metrics.Time;
using Tandem.Metrics.Trends;
using Lines = System.Collections.Generic.IReadOnlyDictionary<string, Tandem.Metrics.Trends.TrendLine>;

namespace Tandem.Insight.Observations;

/// <summary>A metric read over a time: its periods, and a line of values by segment ("" where it is not split).</summary>
internal sealed record Observed(Interval Interval, IReadOnlyList<SeriesPoint> Periods, Lines Lines, JsonObject Query)
{
    /// <summary>Complete by the clock, and not cut by the range: fit to be compared with others.</summary>
    public bool IsWhole(int i)
    {
        var (from, to) = (Periods[i].From, Periods[i].To);
        return Periods[i].Complete && Interval switch { Interval.Month => from.Day == 1 && to == from.AddMonths(1).AddDays(-1), Interval.Week => to == from.AddDays(6), _ => true };
    }

    /// <summary>Index of the last period where it is not whole.</summary>
    public int? Partial => Periods.Count > 0 && !IsWhole(Periods.Count - 1) ? Periods.Count - 1 : null;
}

/// <summary>Reads metrics by asking the question that defines them.</summary>
internal sealed class Reading(Asker asker, AnswerCache cache)
{
    public async Task<Observed> ReadAsync(Metric metric, Subject subject, Interval interval, DateOnly from, DateOnly to, Segment? segment, string? key, CancellationToken cancel)
    {
        var query = MetricDefinition.Of(metric).Query(interval, from, to, segment, key);
        var question = MetricDefinition.Question(query, subject.Zone);
        if (question.Breakdown is { } breakdown) question = question with { Breakdown = breakdown with { Limit = int.MaxValue } };
        Task<TrendsAnswer> AskAsync() => AskTrends.AnswerAsync(asker, subject, question, cancel);
        var answer = await cache.GetAsync(asker, subject, "observed" + query.ToJsonString(), AskAsync, cancel);
        var lines = answer.ByBreakdown ?? new Dictionary<string, TrendLine> { [""] = new(answer.Series[0].Total, answer.Series[0].Data) };
        return new(interval, Periods(question.Buckets, to, subject.Clock), lines, query);
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
