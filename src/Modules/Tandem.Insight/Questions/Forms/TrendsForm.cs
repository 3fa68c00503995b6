using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Trends as the page's fields say: up to three series (event, math, property), one formula, breakdown, an earlier time to compare with.</summary>
internal sealed record TrendsForm(
    IReadOnlyList<(string? Event, string Math, string? Property)> Series, string? Formula, Split? Breakdown, string Interval, string? Compare)
{
    public const int MostSeries = 3, MostValues = 7;

    /// <summary>A field that says "any event".</summary>
    public const string Any = "*";

    public static TrendsForm Of(QueryText query, string? firstEvent)
    {
        var (maths, properties) = (query.All("math"), query.All("property"));
        var series = query.All("event").Select((name, i) => (Event: name, Math: At(maths, i) ?? "total", Property: At(properties, i))).Where(s => !string.IsNullOrEmpty(s.Event)).Take(MostSeries).ToList();
        if (series.Count == 0) series.Add((firstEvent ?? Any, "total", null));
        return new(series, query.Text("formula"), Split.Of(query), query.Text("interval") ?? "week", Earlier.Of(query));
    }

    public JsonObject Json()
    {
        var json = new JsonObject
        {
            ["series"] = new JsonArray([.. Series.Select(Of)]),
            ["interval"] = Interval,
        };
        if (Formula is not null) json["formulas"] = new JsonArray(Formula);
        if (Breakdown is not null) json["breakdown"] = Breakdown.Json(MostValues);
        if (Compare is not null) json["compare"] = Compare;
        return json;
    }

    private static JsonObject Of((string? Event, string Math, string? Property) series)
    {
        var json = new JsonObject { ["event"] = series.Event == Any ? null : series.Event, ["math"] = series.Math };
        if (!string.IsNullOrEmpty(series.Property)) json["math_property"] = series.Property;
        return json;
    }

    private static string? At(IReadOnlyList<string?> values, int i) => i < values.Count && values[i] is { Length: > 0 } value ? value : null;
}
