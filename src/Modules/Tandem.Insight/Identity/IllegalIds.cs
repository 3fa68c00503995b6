using System.Collections.Frozen;

namespace Tandem.Insight.Identity;

/// <summary>Ids that broken clients send for "nobody": merging them would melt strangers into one person. Not merged, whatever the case (source: PostHog's person processing).</summary>
internal static class IllegalIds
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "", "0", "null", "undefined", "none", "anonymous", "guest", "distinct_id", "distinctid", "id", "email", "true", "false", "[object object]", "nan", "not_authenticated",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string id) => Words.Contains(id.Trim().Trim('"', '\''));
}
