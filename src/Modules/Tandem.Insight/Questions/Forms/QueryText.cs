using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Tandem.Insight.Questions.Forms;

/// <summary>The query string of a question's page: it is the question, so an address can be shared, saved and asked again.</summary>
internal sealed class QueryText(IReadOnlyDictionary<string, StringValues> values)
{
    public static QueryText Parse(string text) => new(QueryHelpers.ParseQuery(text));

    public string? Text(string name) => values.TryGetValue(name, out var found) && found.FirstOrDefault() is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string?> All(string name) => values.TryGetValue(name, out var found) ? [.. found] : [];

    public DateOnly Date(string name, DateOnly otherwise) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : otherwise;

    public int Int(string name, int otherwise) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public bool IsEmpty => values.Count == 0;

    /// <summary>The one condition that pages offer: property (of the event or the person), comparison, value.</summary>
    public JsonArray? Filters()
    {
        if (Text("where") is not { } key) return null;
        var filter = new JsonObject { ["key"] = key, ["op"] = Text("op") ?? "exact" };
        if (Text("of") is { } owner and not "event") filter["type"] = owner;
        if (filter["op"]!.ToString() is not ("is_set" or "is_not_set")) filter["value"] = Text("value") ?? "";
        return [filter];
    }
}
