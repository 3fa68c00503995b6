using Tandem.Metrics.Asking;
using Tandem.Metrics.Funnels;

namespace Tandem.Insight.Questions;

/// <summary>A funnel over time, by the period of its first step.</summary>
internal static class AskFunnelTrends
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel) =>
        await AnswerAsync(asker, subject, FunnelTrendsQuestion.Read(fields, subject.Zone), cancel);

    public static async Task<FunnelTrendsAnswer> AnswerAsync(Asker asker, Subject subject, FunnelTrendsQuestion question, CancellationToken cancel)
    {
        var events = await asker.EventsAsync(subject, question.Funnel.EventNames, cancel);
        var tally = new FunnelTrendsTally(question);
        await AskFunnel.FeedAsync(asker, question.Funnel, events, tally.Rows, cancel);
        return tally.Answer(await asker.NamesAsync(events, tally.People, cancel));
    }
}
