using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tandem.Access.Layout;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Audits;

/// <summary>
/// Audit entries in the reader's words. Modules name their kinds of things by <c>audit.kind.X</c>, columns by <c>audit.field.x</c> and values of a column
/// by <c>audit.value.x.VALUE</c> (or, as roles, <c>x.Value</c>); what has no word is shown as it is, names spaced.
/// </summary>
internal sealed partial class AuditWords(Words words, PersonTime time)
{
    public string Kind(string subject) => Word($"audit.kind.{subject}") ?? Spaced().Replace(subject, " $1").Trim().ToLowerInvariant();

    public string? Cause(string? cause) => cause is null ? null : Word($"audit.cause.{cause}") ?? (Guid.TryParse(cause, out _) ? words["audit.cause.signal"] : cause);

    /// <summary>Each column that changed with both values (null where there was or is none); of a new thing not the name and moment that the entry itself shows.</summary>
    /// <param name="named">What an id in a value is called; null where that is not known.</param>
    public IEnumerable<(string Field, string? Before, string? After)> Changes(ListAudit.Shown entry, Func<Guid, string?> named)
    {
        var (before, after) = (entry.Before as JsonObject, entry.After as JsonObject);
        foreach (var name in (before ?? []).Select(p => p.Key).Union((after ?? []).Select(p => p.Key)))
        {
            var (was, now) = (Text(name, before?[name], named), Text(name, after?[name], named));
            if (was is null && now is null || before is null && (now == entry.SubjectName || now == time.At(entry.At))) continue;
            yield return (Word($"audit.field.{name}") ?? Spaced().Replace(name, " $1").ToLowerInvariant(), was, now);
        }
    }

    private string? Word(string key) => words.All(Words.Language(CultureInfo.CurrentUICulture)).GetValueOrDefault(key);

    private string? Text(string field, JsonNode? value, Func<Guid, string?> named)
    {
        var text = value is null ? "" : value is JsonValue scalar && scalar.TryGetValue<string>(out var plain) ? plain : value.ToJsonString();
        if (text.Length == 0) return null;
        if ((Word($"audit.value.{field}.{text}") ?? Word($"audit.value.{text}") ?? Word($"{field}.{char.ToUpperInvariant(text[0])}{text[1..]}")) is { } word) return word;
        if (Guid.TryParse(text, out var id)) return named(id) ?? $"{text[^6..]}";
        if (WallClock().IsMatch(text)) return text[..16].Replace('T', ' ');
        if (Instant().IsMatch(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)) return time.At(at);
        return text.Length <= 80 ? text : text[..79] + "…";
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")] private static partial Regex WallClock();
    [GeneratedRegex("([A-Z])")] private static partial Regex Spaced();
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z$")] private static partial Regex Instant();
}
