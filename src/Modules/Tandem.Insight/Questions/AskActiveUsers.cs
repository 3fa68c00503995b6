using Tandem.Metrics.ActiveUsers;
using Tandem.Metrics.Asking;

namespace Tandem.Insight.Questions;

/// <summary>Active users: persons by day, or by rolling week or month.</summary>
internal static class AskActiveUsers
{
    public static async Task<object> AnswerAsync(Asker asker, Subject subject, Fields fields, CancellationToken cancel)
    {
        var trends = await AskTrends.AnswerAsync(asker, subject, ActiveUsersQuestion.Read(fields, subject.Zone), cancel);
        return new ActiveUsersAnswer(trends.Days, trends.Series[0].Data);
    }
}
