using Tandem.Metrics.Asking;
using Tandem.Metrics.Lifecycles;

namespace Tandem.Insight.Questions;

/// <summary>Lifecycle: new, returning, resurrecting and dormant persons or groups.</summary>
internal static class AskLifecycle
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel)
    {
        var question = LifecycleQuestion.Read(fields, subject.Zone);
        var tally = new LifecycleTally(question);
        await asker.RunAsync(LifecyclePlan.Of(question, await asker.EventsAsync(subject, question.EventNames, cancel)), chunk =>
        {
            var bucket = chunk.Int32(1);
            var created = chunk.Int64(2);
            for (var row = 0; row < chunk.Count; row++) tally.Add(chunk.Text(0, row)!, bucket[row], created[row]);
        }, cancel);
        tally.End();
        return tally.Answer;
    }
}
