using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Stickiness as the page's fields say: an event, the periods, how many of them make one, and how often a period must hold the event.</summary>
internal sealed record StickinessForm(string Event, string Interval, int Group, string Op, int Times, string? Compare)
{
    public static StickinessForm Of(QueryText query, string? firstEvent) => new(
        query.Text("event") ?? firstEvent ?? TrendsForm.Any, query.Text("interval") ?? "month", query.Int("every", 1), query.Text("times_op") ?? "gte", query.Int("times", 1), Earlier.Of(query));

    public JsonObject Json()
    {
        var json = new JsonObject { ["event"] = Event == TrendsForm.Any ? null : Event, ["interval"] = Interval };
        if (Group != 1) json["interval_count"] = Group;
        if ((Op, Times) != ("gte", 1)) json["criteria"] = new JsonObject { ["op"] = Op, ["value"] = Times };
        if (Compare is not null) json["compare_to"] = Compare;
        return json;
    }
}
