using Tandem.Metrics.Asking;
using Tandem.Metrics.Sessions;

namespace Tandem.Insight.Questions;

/// <summary>Sessions: visits and their lengths.</summary>
internal static class AskSessions
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel)
    {
        var question = SessionQuestion.Read(fields, subject.Zone);
        var events = await asker.EventsAsync(subject, question.EventNames, cancel);
        var tally = new SessionTally(question);
        await asker.RunAsync(SessionPlan.Of(question, events), chunk =>
        {
            var person = chunk.Int32(0);
            var time = chunk.Int64(1);
            for (var row = 0; row < chunk.Count; row++) tally.Add(person[row], time[row], chunk.Text(2, row)!, chunk.Text(3, row)!);
        }, cancel);
        return tally.Answer(await asker.NamesAsync(events, tally.People, cancel));
    }
}
