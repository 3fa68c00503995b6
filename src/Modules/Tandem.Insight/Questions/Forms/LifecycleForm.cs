using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Lifecycle as the page's fields say: an event, the period, persons or groups of a type.</summary>
internal sealed record LifecycleForm(string Event, string Interval, string? Group)
{
    public static LifecycleForm Of(QueryText query, string? firstEvent) => new(query.Text("event") ?? firstEvent ?? TrendsForm.Any, query.Text("interval") ?? "month", query.Text("group"));

    public JsonObject Json()
    {
        var json = new JsonObject { ["event"] = Event == TrendsForm.Any ? null : Event, ["interval"] = Interval };
        if (Group is not null) json["aggregate_by"] = $"group:{Group}";
        return json;
    }
}
