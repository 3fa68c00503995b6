using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Retention as the page's fields say.</summary>
internal sealed record RetentionForm(string? Target, string? Returning, string Type, string Period, string Mode, bool IsRolling, int Least)
{
    public static RetentionForm Of(QueryText query, string? firstEvent) => new(
        query.Text("target") ?? firstEvent, query.Text("returning"), query.Text("type") ?? "first_time", query.Text("period") ?? "month", query.Text("mode") ?? "calendar",
        query.Text("rolling") == "true", query.Int("least", 1));

    public JsonObject Json()
    {
        var json = new JsonObject
        {
            ["target"] = new JsonObject { ["event"] = Target == TrendsForm.Any ? null : Target },
            ["type"] = Type,
            ["period"] = Period,
            ["mode"] = Mode,
        };
        if (Returning is not null) json["returning"] = new JsonObject { ["event"] = Returning == TrendsForm.Any ? null : Returning };
        if (IsRolling) json["rolling"] = true;
        if (Least != 1) json["minimum_occurrences"] = Least;
        return json;
    }
}
