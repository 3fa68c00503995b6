using System.Text.Json;
using System.Text.Json.Nodes;
using DateTimeZone = NodaTime.DateTimeZone;
using Tandem.Contracts.Insight;
using Tandem.Insight.Questions;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Trends;

namespace Tandem.Insight.Metrics;

/// <summary>
/// What a metric counts: series as in a trends question (event, math, property, filters on event and person), a formula over them (<c>A</c> unless given), and the
/// property keys it can be split by, each with the property that names its values where there is one.
/// </summary>
internal sealed class MetricDefinition
{
    private readonly JsonObject _definition;

    private MetricDefinition(JsonObject definition) => _definition = definition;

    public static MetricDefinition Of(Metric metric) => new((JsonObject)JsonNode.Parse(metric.Definition)!);

    public string Json => _definition.ToJsonString(QuestionJson.Options);

    public string? Formula => (string?)_definition["formula"];

    public JsonArray Series => (JsonArray)_definition["series"]!;

    /// <summary>Keys it can be split by, and which property of the same events names their values (null: none).</summary>
    public IReadOnlyDictionary<string, string?> Segments =>
        (_definition["segments"] as JsonObject)?.ToDictionary(s => s.Key, s => (string?)s.Value) ?? [];

    /// <summary>Checks a definition that came from outside.</summary>
    /// <exception cref="QuestionException">Names the field that is wrong.</exception>
    public static MetricDefinition Read(JsonElement json, string path)
    {
        var fields = new Fields(json, path);
        var series = fields.List("series", 1, TrendsQuestion.MostSeries, (value, at) => TrendsQuestion.ReadSeries(new Fields(value, at)));
        if (fields.Text("formula") is { } formula) Tandem.Metrics.Trends.Formula.Parse(formula, series.Count, fields.At("formula"));
        else if (series.Count > 1) throw new QuestionException(fields.At("formula"), "required");
        if (fields.Value("segments") is { } segments) ReadSegments(segments, fields.At("segments"));
        fields.Done();
        return new((JsonObject)JsonNode.Parse(json.GetRawText())!);
    }

    /// <summary>The question that gives the metric over a time; the same JSON can be asked of the API.</summary>
    public JsonObject Query(Interval interval, DateOnly from, DateOnly to, Segment? segment, string? breakdown)
    {
        var query = new JsonObject
        {
            ["series"] = Series.DeepClone(),
            ["interval"] = interval.ToString().ToLowerInvariant(),
            ["date_from"] = from.ToString("O"),
            ["date_to"] = to.ToString("O"),
        };
        if (Formula is not null) query["formulas"] = new JsonArray(Formula);
        if (segment is { Value.Length: > 0 }) query["filters"] = new JsonArray(new JsonObject { ["key"] = segment.Key, ["op"] = "exact", ["value"] = segment.Value });
        else if (segment is not null) query["filters"] = new JsonArray(new JsonObject { ["key"] = segment.Key, ["op"] = "is_not_set" });
        if (breakdown is not null) query["breakdown"] = new JsonObject { ["type"] = "event", ["key"] = breakdown };
        return query;
    }

    public static TrendsQuestion Question(JsonObject query, DateTimeZone zone)
    {
        using var document = JsonDocument.Parse(query.ToJsonString());
        return TrendsQuestion.Read(new Fields(document.RootElement), zone);
    }

    private static void ReadSegments(JsonElement segments, string path)
    {
        if (segments.ValueKind != JsonValueKind.Object) throw new QuestionException(path, "not_an_object");
        foreach (var segment in segments.EnumerateObject())
            if (segment.Value.ValueKind != JsonValueKind.Null) Fields.AsText(segment.Value, $"{path}.{segment.Name}");
    }
}
