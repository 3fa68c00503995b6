using Tandem.Metrics.Asking;
using Tandem.Metrics.Stickinesses;
using Tandem.Metrics.Time;

namespace Tandem.Insight.Questions;

/// <summary>Stickiness: in how many periods persons have an event.</summary>
internal static class AskStickiness
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel)
    {
        var question = StickinessQuestion.Read(fields, subject.Zone);
        var data = await BarsAsync(asker, subject, question, question.Buckets, cancel);
        var previous = question.Previous is null ? null : await BarsAsync(asker, subject, question, question.Previous, cancel);
        return new StickinessAnswer(data, data.Sum(), previous);
    }

    private static async Task<long[]> BarsAsync(Asker asker, Subject subject, StickinessQuestion question, Buckets buckets, CancellationToken cancel)
    {
        var bars = new long[StickinessQuestion.Bars(buckets, question.Group)];
        await asker.RunAsync(StickinessPlan.Of(question, buckets, await asker.EventsAsync(subject, question.EventNames, cancel)), chunk =>
        {
            var periods = chunk.Int32(0);
            var persons = chunk.Int64(1);
            for (var row = 0; row < chunk.Count; row++) bars[periods[row] - 1] += persons[row];
        }, cancel);
        return bars;
    }
}
