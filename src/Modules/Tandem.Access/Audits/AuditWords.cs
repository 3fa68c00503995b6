using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Audits;

/// <summary>
/// Audit entries in the reader's words. Modules name their kinds of things by <c>audit.kind.X</c> and columns by <c>audit.field.x</c>;
/// what has no word is shown by its own name, spaced.
/// </summary>
internal sealed partial class AuditWords(Words words)
{
    public string Kind(string subject) => Word($"audit.kind.{subject}", subject);

    public string? Cause(string? cause) => cause is null ? null : Word($"audit.cause.{cause}", Guid.TryParse(cause, out _) ? words["audit.cause.signal"] : cause);

    /// <summary>Each column that changed with both values; null where there was or is none.</summary>
    public IEnumerable<(string Field, string? Before, string? After)> Changes(ListAudit.Shown entry)
    {
        var (before, after) = (entry.Before as JsonObject, entry.After as JsonObject);
        foreach (var name in (before ?? []).Select(p => p.Key).Union((after ?? []).Select(p => p.Key)))
        {
            var (was, now) = (Text(before?[name]), Text(after?[name]));
            if (was is not null || now is not null) yield return (Word($"audit.field.{name}", name), was, now);
        }
    }

    private string Word(string key, string fallback) => words.All(Words.Language(System.Globalization.CultureInfo.CurrentUICulture)).GetValueOrDefault(key) ?? Spaced().Replace(fallback, " $1").Trim().ToLowerInvariant();

    private static string? Text(JsonNode? value)
    {
        var text = value is null ? "" : value is JsonValue scalar && scalar.TryGetValue<string>(out var plain) ? plain : value.ToJsonString();
        return text.Length == 0 ? null : text.Length <= 80 ? text : text[..79] + "…";
    }

    [GeneratedRegex("([A-Z])")] private static partial Regex Spaced();
}
