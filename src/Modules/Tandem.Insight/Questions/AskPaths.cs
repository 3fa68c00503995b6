using Tandem.Metrics.Asking;
using Tandem.Metrics.Paths;

namespace Tandem.Insight.Questions;

/// <summary>Paths: the ways persons take through pages, screens or events.</summary>
internal static class AskPaths
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel)
    {
        var question = PathQuestion.Read(fields, subject.Zone);
        var events = await asker.EventsAsync(subject, question.Events, cancel);
        var tally = new PathTally(question);
        await asker.RunAsync(PathPlan.Of(question, events, await asker.EventNamesAsync(events, cancel)), chunk =>
        {
            var person = chunk.Int32(0);
            var time = chunk.Int64(1);
            for (var row = 0; row < chunk.Count; row++) tally.Add(person[row], time[row], chunk.Text(2, row)!);
        }, cancel);
        tally.End();
        return tally.Answer();
    }
}
