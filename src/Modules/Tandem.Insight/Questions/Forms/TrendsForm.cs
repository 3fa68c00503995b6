using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Trends as the page's fields say: up to three series (event, math, property), one formula, breakdown, time.</summary>
internal sealed record TrendsForm(
    IReadOnlyList<(string? Event, string Math, string? Property)> Series, string? Formula, string? Breakdown, string Interval, DateOnly From, DateOnly To, string? Compare, JsonArray? Filters)
{
    public const int MostSeries = 3;

    /// <summary>A field that says "any event".</summary>
    public const string Any = "*";

    public static TrendsForm Of(QueryText query, string? firstEvent, DateOnly from, DateOnly to)
    {
        var (maths, properties) = (query.All("math"), query.All("property"));
        var series = query.All("event").Select((name, i) => (Event: name, Math: At(maths, i) ?? "total", Property: At(properties, i))).Where(s => !string.IsNullOrEmpty(s.Event)).Take(MostSeries).ToList();
        if (series.Count == 0) series.Add((firstEvent ?? Any, "total", null));
        return new(series, query.Text("formula"), query.Text("breakdown"), query.Text("interval") ?? "week", query.Date("from", from), query.Date("to", to), query.Text("compare"), query.Filters());
    }

    public JsonObject Json()
    {
        var json = new JsonObject
        {
            ["series"] = new JsonArray([.. Series.Select(Of)]),
            ["interval"] = Interval,
            ["date_from"] = From.ToString("O"),
            ["date_to"] = To.ToString("O"),
        };
        if (Formula is not null) json["formulas"] = new JsonArray(Formula);
        if (Breakdown is not null) json["breakdown"] = new JsonObject { ["key"] = Breakdown, ["limit"] = 7 };
        if (Compare is not null) json["compare"] = Compare;
        if (Filters is not null) json["filters"] = Filters.DeepClone();
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
