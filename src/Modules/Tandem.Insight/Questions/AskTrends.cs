using Tandem.Insight.Events;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;
using Tandem.Metrics.Trends;
using Lines = System.Collections.Generic.IReadOnlyDictionary<string, Tandem.Metrics.Trends.TrendLine>;

namespace Tandem.Insight.Questions;

/// <summary>Trends: numbers by period.</summary>
internal static class AskTrends
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel) =>
        await AnswerAsync(asker, subject, TrendsQuestion.Read(fields, subject.Zone), cancel);

    public static async Task<TrendsAnswer> AnswerAsync(Asker asker, Subject subject, TrendsQuestion question, CancellationToken cancel)
    {
        var events = await asker.EventsAsync(subject, question.EventNames, cancel);
        var current = await LinesAsync(asker, question, question.Buckets, events, null, cancel);
        var kept = TrendsAnswer.Kept(question, current);
        if (kept is not null) current = await LinesAsync(asker, question, question.Buckets, events, kept, cancel);
        var previous = question.Previous is null ? null : await LinesAsync(asker, question, question.Previous, events, kept, cancel);
        return TrendsAnswer.Of(question, current, previous);
    }

    public static async Task<IReadOnlyList<Lines>> LinesAsync(
        Asker asker, TrendsQuestion question, Buckets buckets, ProductEvents events, IReadOnlyList<string>? kept, CancellationToken cancel)
    {
        var lines = new List<Lines>();
        foreach (var series in question.Series)
        {
            var sql = TrendsPlan.Of(question, series, buckets, events, kept);
            lines.Add(series.Math.IsRolling() ? await RollingAsync(asker, sql, series, buckets, cancel) : await PlainAsync(asker, sql, series, buckets, cancel));
        }
        return lines;
    }

    private static async Task<Lines> PlainAsync(Asker asker, Tandem.Metrics.Sql.SqlText sql, TrendSeries series, Buckets buckets, CancellationToken cancel)
    {
        var table = new TrendTable(buckets.Count, series.Math.IsAdditive());
        await asker.RunAsync(sql, chunk =>
        {
            var bucket = chunk.Int32(0);
            var divisor = chunk.Int64(3);
            for (var row = 0; row < chunk.Count; row++)
            {
                var amount = divisor[row] == 0 || chunk.IsNull(2, row) ? 0 : chunk.Decimal(2, row) / divisor[row];
                table.Add(chunk.IsNull(0, row) ? null : bucket[row], chunk.Text(1, row)!, amount);
            }
        }, cancel);
        return table.Lines();
    }

    private static async Task<Lines> RollingAsync(Asker asker, Tandem.Metrics.Sql.SqlText sql, TrendSeries series, Buckets buckets, CancellationToken cancel)
    {
        var days = TrendsPlan.RollingDays(buckets, series.RollingDays);
        var persons = new RollingPersons(days.Count, series.RollingDays);
        await asker.RunAsync(sql, chunk =>
        {
            var person = chunk.Int32(0);
            var day = chunk.Int32(1);
            for (var row = 0; row < chunk.Count; row++) persons.Add(person[row], day[row]);
        }, cancel);
        var data = persons.ByBucket(buckets, days);
        return new Dictionary<string, TrendLine> { [""] = new(data[^1], data) };
    }
}
