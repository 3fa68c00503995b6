namespace Tandem.Insight.Questions;

/// <summary>The kinds of questions that have a page of their own, in the order of their tabs; the page's last part of the address is the kind.</summary>
internal static class QuestionKinds
{
    public static readonly IReadOnlyList<string> Pages = ["trends", "funnel", "retention", "lifecycle", "stickiness", "active_users", "paths", "sessions", "heatmap"];
}
