using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tandem.Contracts.Ids;
using Tandem.Insight.Questions;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Metrics;

/// <summary>
/// A metric's definition as a form says it: one event, how it is calculated, up to two conditions, what it can be split by. What says more (a formula, several series) is
/// edited as the JSON that the API takes.
/// </summary>
internal static class MetricFormFields
{
    public const int Conditions = 2;
    private static readonly string[] Known = ["event", "math", "math_property", "filters"], KnownFilter = ["key", "op", "value"];

    /// <summary>The form's fields; null where the definition says more than the form can.</summary>
    public static Dictionary<string, string>? Of(MetricDefinition definition)
    {
        if (definition.Formula is not null || definition.Series is not [JsonObject series] || series.Any(f => !Known.Contains(f.Key))) return null;
        var filters = series["filters"] as JsonArray ?? [];
        if (filters.Count > Conditions) return null;
        var fields = new Dictionary<string, string>
        {
            ["event"] = (string?)series["event"] ?? "*", ["math"] = (string?)series["math"] ?? "total", ["property"] = (string?)series["math_property"] ?? "",
            ["segments"] = string.Join(", ", definition.Segments.Select(s => s.Value is null ? s.Key : $"{s.Key}={s.Value}")),
        };
        foreach (var (filter, i) in filters.Select((f, i) => ((JsonObject)f!, i + 1)))
        {
            if (filter.Any(f => !KnownFilter.Contains(f.Key)) || Text(filter["value"]) is not { } text) return null;
            (fields[$"where{i}"], fields[$"op{i}"], fields[$"value{i}"]) = ((string?)filter["key"] ?? "", (string?)filter["op"] ?? "exact", text);
        }
        return fields;
    }

    public static SaveMetric.Request Read(IFormCollection form) => new(
        form["key"].ToString().Trim(), form["name"], form["note"], form["unit"], form["interval"], Guid.TryParse(form["ownerId"], out var owner) ? new AccountId(owner) : null, Definition(form));

    /// <summary>Fields of a refused definition by the names that the form gives them.</summary>
    public static ProblemException Named(ProblemException problem)
    {
        var field = problem.Field switch
        {
            null or not ['d', 'e', 'f', 'i', 'n', 'i', 't', 'i', 'o', 'n', ..] => problem.Field,
            var at when at.Contains("filters[1]", StringComparison.Ordinal) => "value2",
            var at when at.Contains("filters", StringComparison.Ordinal) => "value1",
            var at when at.EndsWith("math_property", StringComparison.Ordinal) => "property",
            var at when at.EndsWith("math", StringComparison.Ordinal) => "math",
            var at when at.EndsWith("event", StringComparison.Ordinal) => "event",
            var at when at.Contains("segments", StringComparison.Ordinal) => "segments",
            _ => "definition",
        };
        return new(problem.Status, problem.Code, field, [.. problem.Arguments]) { More = problem.More };
    }

    private static JsonElement? Definition(IFormCollection form)
    {
        if (form.TryGetValue("definition", out var json))
        {
            try { return JsonSerializer.Deserialize<JsonElement>(json.ToString()); }
            catch (JsonException wrong) { throw ProblemException.Invalid("definition", "bad_json", (wrong.LineNumber ?? 0) + 1, wrong.Path ?? "$"); }
        }
        var series = new JsonObject { ["event"] = form["event"] == "*" ? null : form["event"].ToString(), ["math"] = form["math"].ToString() };
        if (form["property"].ToString().Trim() is { Length: > 0 } property) series["math_property"] = property;
        var filters = Enumerable.Range(1, Conditions).Select(i => Filter(form, i)).OfType<JsonNode>().ToArray();
        if (filters.Length > 0) series["filters"] = new JsonArray(filters);
        var definition = new JsonObject { ["series"] = new JsonArray(series) };
        var segments = Parts(form["segments"].ToString()).Select(part => part.Split('=', 2)).ToList();
        if (segments.Count > 0) definition["segments"] = new JsonObject(segments.DistinctBy(s => s[0].Trim()).Select(s => KeyValuePair.Create(s[0].Trim(), s.Length > 1 ? (JsonNode?)s[1].Trim() : null)));
        return JsonSerializer.SerializeToElement(definition, QuestionJson.Options);
    }

    private static JsonObject? Filter(IFormCollection form, int i)
    {
        if (form[$"where{i}"].ToString().Trim() is not { Length: > 0 } key) return null;
        var filter = new JsonObject { ["key"] = key, ["op"] = form[$"op{i}"].ToString() };
        if (form[$"op{i}"].ToString() is "is_set" or "is_not_set") return filter;
        var values = Parts(form[$"value{i}"].ToString());
        filter["value"] = values.Length == 1 ? values[0] : new JsonArray([.. values.Select(v => (JsonNode?)v)]);
        return filter;
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Values as the form's field holds them; null where a comma in one would read as two.</summary>
    private static string? Text(JsonNode? value)
    {
        var texts = value switch { null => [], JsonArray several => several.Select(v => v?.ToString() ?? ""), _ => new[] { value.ToString() } };
        return texts.Any(t => t.Contains(',', StringComparison.Ordinal)) ? null : string.Join(", ", texts);
    }
}
