using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>A funnel as the page's fields say.</summary>
internal sealed record FunnelForm(
    IReadOnlyList<string> Steps, string Order, int Window, string Unit, string? Exclude, string? Breakdown, DateOnly From, DateOnly To, JsonArray? Filters)
{
    public const int MostSteps = 6;

    public static FunnelForm Of(QueryText query, string? firstEvent, DateOnly from, DateOnly to)
    {
        var steps = query.All("step").Where(s => !string.IsNullOrEmpty(s)).Select(s => s!).Take(MostSteps).ToList();
        if (steps.Count == 0 && firstEvent is not null) steps = [firstEvent, firstEvent];
        return new(steps, query.Text("order") ?? "ordered", query.Int("window", 14), query.Text("unit") ?? "day", query.Text("exclude"), query.Text("breakdown"),
            query.Date("from", from), query.Date("to", to), query.Filters());
    }

    public JsonObject Json()
    {
        var json = new JsonObject
        {
            ["steps"] = new JsonArray([.. Steps.Select(s => new JsonObject { ["event"] = s })]),
            ["order"] = Order,
            ["window"] = new JsonObject { ["value"] = Window, ["unit"] = Unit },
            ["date_from"] = From.ToString("O"),
            ["date_to"] = To.ToString("O"),
        };
        if (Exclude is not null) json["exclusions"] = new JsonArray(new JsonObject { ["event"] = Exclude, ["from_step"] = 1, ["to_step"] = Steps.Count });
        if (Breakdown is not null) json["breakdown"] = new JsonObject { ["key"] = Breakdown, ["limit"] = 8 };
        if (Filters is not null) json["filters"] = Filters.DeepClone();
        return json;
    }
}
