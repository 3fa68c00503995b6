using Tandem.Metrics.Asking;
using Tandem.Metrics.Heatmaps;

namespace Tandem.Insight.Questions;

/// <summary>Heatmap: where on pages people clicked, moved and scrolled to.</summary>
internal static class AskHeatmap
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel)
    {
        var question = HeatmapQuestion.Read(fields, subject.Zone);
        var tally = new HeatmapTally(question);
        await asker.RunAsync(HeatmapPlan.Of(question, await asker.EventsAsync(subject, [], cancel)), chunk =>
        {
            for (var row = 0; row < chunk.Count; row++) tally.Add(chunk.Text(0, row), chunk.Text(1, row), chunk.Text(2, row), chunk.Text(3, row), chunk.Text(4, row), chunk.Text(5, row));
        }, cancel);
        return tally.Answer();
    }
}
