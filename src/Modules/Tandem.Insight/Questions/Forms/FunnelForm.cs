using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>A funnel as the page's fields say.</summary>
internal sealed record FunnelForm(IReadOnlyList<string> Steps, string Order, int Window, string Unit, string? Exclude, Split? Breakdown, string Attribution, string Interval, int FromStep, int ToStep)
{
    public const int MostSteps = 6, MostValues = 8;

    public static FunnelForm Of(QueryText query, string? firstEvent)
    {
        var steps = query.All("step").Where(s => !string.IsNullOrEmpty(s)).Select(s => s!).Take(MostSteps).ToList();
        if (steps.Count == 0 && firstEvent is not null) steps = [firstEvent, firstEvent];
        return new(steps, query.Text("order") ?? "ordered", query.Int("window", 14), query.Text("unit") ?? "day", query.Text("exclude"), Split.Of(query), query.Text("attribution") ?? "first_touch",
            query.Text("interval") ?? "month", query.Int("from_step", 1), query.Int("to_step", steps.Count));
    }

    public JsonObject Json()
    {
        var json = Plain();
        if (Breakdown?.Json(MostValues) is { } breakdown)
        {
            breakdown["attribution"] = Attribution;
            json["breakdown"] = breakdown;
        }
        return json;
    }

    /// <summary>The same funnel's question for the times between two of its steps.</summary>
    public JsonObject Times() => With(Plain(), ("from_step", FromStep), ("to_step", ToStep));

    /// <summary>The same funnel's question by the period of its first step.</summary>
    public JsonObject OverTime() => With(Plain(), ("interval", Interval), ("people_limit", 0));

    private JsonObject Plain()
    {
        var json = new JsonObject
        {
            ["steps"] = new JsonArray([.. Steps.Select(s => new JsonObject { ["event"] = s })]),
            ["order"] = Order,
            ["window"] = new JsonObject { ["value"] = Window, ["unit"] = Unit },
        };
        if (Exclude is not null) json["exclusions"] = new JsonArray(new JsonObject { ["event"] = Exclude, ["from_step"] = 1, ["to_step"] = Steps.Count });
        return json;
    }

    private static JsonObject With(JsonObject json, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        foreach (var (name, value) in more) json[name] = value;
        return json;
    }
}
