using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Retention as the page's fields say.</summary>
internal sealed record RetentionForm(string? Target, string? Returning, string Type, string Period, string Mode, bool IsRolling, DateOnly From, DateOnly To, JsonArray? Filters)
{
    public static RetentionForm Of(QueryText query, string? firstEvent, DateOnly from, DateOnly to) => new(
        query.Text("target") ?? firstEvent, query.Text("returning"), query.Text("type") ?? "first_time", query.Text("period") ?? "month", query.Text("mode") ?? "calendar",
        query.Text("rolling") == "true", query.Date("from", from), query.Date("to", to), query.Filters());

    public JsonObject Json()
    {
        var json = new JsonObject
        {
            ["target"] = new JsonObject { ["event"] = Target == TrendsForm.Any ? null : Target },
            ["type"] = Type,
            ["period"] = Period,
            ["mode"] = Mode,
            ["date_from"] = From.ToString("O"),
            ["date_to"] = To.ToString("O"),
        };
        if (Returning is not null) json["returning"] = new JsonObject { ["event"] = Returning == TrendsForm.Any ? null : Returning };
        if (IsRolling) json["rolling"] = true;
        if (Filters is not null) json["filters"] = Filters.DeepClone();
        return json;
    }
}
