using Tandem.Metrics.Asking;
using Tandem.Metrics.Retentions;
using Tandem.Metrics.Sql;

namespace Tandem.Insight.Questions;

/// <summary>Retention: who comes back, by cohort.</summary>
internal static class AskRetention
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel) =>
        await AnswerAsync(asker, subject, RetentionQuestion.Read(fields, subject.Zone), cancel);

    public static async Task<RetentionAnswer> AnswerAsync(Asker asker, Subject subject, RetentionQuestion question, CancellationToken cancel)
    {
        var events = await asker.EventsAsync(subject, question.EventNames, cancel);
        return question.Windows == WindowMode.Calendar ? await CalendarAsync(asker, question, events, cancel) : await WindowsAsync(asker, question, events, cancel);
    }

    private static async Task<RetentionAnswer> CalendarAsync(Asker asker, RetentionQuestion question, ProductEvents events, CancellationToken cancel)
    {
        var retention = new CalendarRetention(question);
        await asker.RunAsync(RetentionPlan.Of(question, events), chunk =>
        {
            var person = chunk.Int32(0);
            var bucket = chunk.Int32(1);
            var target = chunk.Int64(2);
            var returning = chunk.Int64(3);
            var named = chunk.Int64(4);
            for (var row = 0; row < chunk.Count; row++) retention.Add(person[row], bucket[row], target[row], returning[row], named[row]);
        }, cancel);
        retention.End();
        return RetentionAnswer.Of(question, retention.Tally, await asker.NamesAsync(events, RetentionAnswer.People(retention.Tally), cancel));
    }

    private static async Task<RetentionAnswer> WindowsAsync(Asker asker, RetentionQuestion question, ProductEvents events, CancellationToken cancel)
    {
        var retention = new WindowRetention(question);
        await asker.RunAsync(RetentionPlan.Of(question, events), chunk =>
        {
            var person = chunk.Int32(0);
            var time = chunk.Int64(1);
            var mask = chunk.Int32(2);
            for (var row = 0; row < chunk.Count; row++) retention.Add(person[row], time[row], mask[row]);
        }, cancel);
        retention.End();
        var names = await asker.NamesAsync(events, RetentionAnswer.People(retention.Tally, retention.ReturnedOn), cancel);
        return RetentionAnswer.Of(question, retention.Tally, names, retention.ReturnedOn);
    }
}
