using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>Paths as the page's fields say: which events make steps, where paths begin and end, how long they are and how many links are shown.</summary>
internal sealed record PathsForm(IReadOnlyList<string> Events, string? Start, string? End, int Steps, int Links)
{
    public const int MostEvents = 4, MostSteps = 20, MostLinks = 200;

    public static PathsForm Of(QueryText query) => new(
        [.. query.All("event").Where(e => !string.IsNullOrEmpty(e)).Select(e => e!).Take(MostEvents)], query.Text("start"), query.Text("end"), query.Int("steps", 5), query.Int("links", 30));

    public JsonObject Json()
    {
        var json = new JsonObject { ["events"] = new JsonArray([.. Events.Select(e => JsonValue.Create(e))]), ["step_limit"] = Steps, ["edge_limit"] = Links };
        if (Start is not null) json["start_point"] = Start;
        if (End is not null) json["end_point"] = End;
        return json;
    }
}
