namespace Tandem.Insight.Questions.Forms;

/// <summary>The earlier time that an answer is held against, as the fields say: <c>compare</c> (previous or offset), <c>ago</c> and <c>ago_unit</c>.</summary>
internal static class Earlier
{
    public const string Offset = "offset";

    /// <summary>As the question says it: previous, -2w; null where nothing is compared. An offset may also stand in <c>compare</c> itself.</summary>
    public static string? Of(QueryText query) => query.Text("compare") is Offset ? $"-{query.Int("ago", 1)}{query.Text("ago_unit") ?? "w"}" : query.Text("compare");

    /// <summary>The fields that say it.</summary>
    public static (string? Compare, string Ago, string Unit) Fields(string? compare) => compare switch
    {
        null or "previous" => (compare, "1", "w"),
        { Length: > 2 } when compare[0] == '-' => (Offset, compare[1..^1], compare[^1..]),
        _ => (Offset, compare, "w"),
    };
}
