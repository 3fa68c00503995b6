using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Sessions as the page's fields say: whose events, and when one ends.</summary>
internal sealed record SessionsForm(string Event, int Timeout, int Hours, bool AfterMidnight, bool OnCampaign)
{
    public static SessionsForm Of(QueryText query) => new(
        query.Text("event") ?? TrendsForm.Any, query.Int("timeout", 30), query.Int("hours", 24), query.Text("midnight") == "true", query.Text("campaign") == "true");

    public JsonObject Json()
    {
        var json = new JsonObject { ["timeout_min"] = Timeout, ["max_hours"] = Hours };
        if (Event != TrendsForm.Any) json["event"] = Event;
        if (AfterMidnight) json["new_after_midnight"] = true;
        if (OnCampaign) json["new_on_campaign"] = true;
        return json;
    }
}
