using Tandem.Metrics.Asking;
using Tandem.Metrics.Funnels;
using Tandem.Metrics.Sql;

namespace Tandem.Insight.Questions;

/// <summary>Funnel: how many persons do a series of steps.</summary>
internal static class AskFunnel
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel) =>
        await AnswerAsync(asker, subject, FunnelQuestion.Read(fields, subject.Zone), cancel);

    public static async Task<FunnelAnswer> AnswerAsync(Asker asker, Subject subject, FunnelQuestion question, CancellationToken cancel)
    {
        var events = await asker.EventsAsync(subject, question.EventNames, cancel);
        var tally = new FunnelTally(question);
        await FeedAsync(asker, question, events, tally.Rows, cancel);
        return FunnelAnswer.Of(question, tally, await asker.NamesAsync(events, FunnelAnswer.People(tally), cancel));
    }

    public static async Task FeedAsync(Asker asker, FunnelQuestion question, ProductEvents events, PersonEvents rows, CancellationToken cancel)
    {
        var hasValue = question.Breakdown is not null;
        await asker.RunAsync(FunnelPlan.Of(question, events), chunk =>
        {
            var person = chunk.Int32(0);
            var time = chunk.Int64(1);
            var mask = chunk.Int32(2);
            for (var row = 0; row < chunk.Count; row++) rows.Add(person[row], time[row], mask[row], hasValue ? chunk.Text(3, row) : null);
        }, cancel);
        rows.End();
    }
}
