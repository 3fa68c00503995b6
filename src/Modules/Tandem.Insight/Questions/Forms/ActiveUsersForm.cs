using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Active users as the page's fields say: the event that makes a person active, and whether weeks and months roll or are those of the calendar.</summary>
internal sealed record ActiveUsersForm(string Event, string Mode)
{
    public bool IsRolling => Mode == "rolling";

    public static ActiveUsersForm Of(QueryText query) => new(query.Text("event") ?? TrendsForm.Any, query.Text("mode") == "calendar" ? "calendar" : "rolling");

    public JsonObject Day() => Json("dau", "day");

    public JsonObject Week() => IsRolling ? Json("wau", "day") : Json("dau", "week");

    public JsonObject Month() => IsRolling ? Json("mau", "day") : Json("dau", "month");

    private JsonObject Json(string metric, string interval) => new() { ["event"] = Event == TrendsForm.Any ? null : Event, ["metric"] = metric, ["interval"] = interval };
}
