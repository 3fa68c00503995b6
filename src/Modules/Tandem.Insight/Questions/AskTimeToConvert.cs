using Tandem.Metrics.Asking;
using Tandem.Metrics.Funnels;

namespace Tandem.Insight.Questions;

/// <summary>How long persons take from one step of a funnel to a later one.</summary>
internal static class AskTimeToConvert
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel) =>
        await AnswerAsync(asker, subject, TimeToConvertQuestion.Read(fields, subject.Zone), cancel);

    public static async Task<TimeToConvertAnswer> AnswerAsync(Asker asker, Subject subject, TimeToConvertQuestion question, CancellationToken cancel)
    {
        var tally = new TimeToConvertTally(question);
        await AskFunnel.FeedAsync(asker, question.Funnel, await asker.EventsAsync(subject, question.Funnel.EventNames, cancel), tally.Rows, cancel);
        return TimeToConvertAnswer.Of(tally.Times, question.BinCount);
    }
}
