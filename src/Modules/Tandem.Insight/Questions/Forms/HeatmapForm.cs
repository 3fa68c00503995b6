using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>A heatmap as the page's fields say: the page's address, what is shown of it, and how wide the windows are.</summary>
internal sealed record HeatmapForm(string? Url, string Show, string Window)
{
    /// <summary>Windows narrower than this are phones (pixels).</summary>
    public const int Narrow = 768;

    private static readonly Dictionary<string, string[]> Types = new() { ["clicks"] = ["click", "rageclick", "deadclick"], ["moves"] = ["mousemove"], ["scroll"] = [] };

    /// <summary>Types of points that are drawn.</summary>
    public IReadOnlyList<string> Drawn => Types.GetValueOrDefault(Show) ?? Types["clicks"];

    public static HeatmapForm Of(QueryText query) => new(query.Text("url"), query.Text("show") is { } show && Types.ContainsKey(show) ? show : "clicks", query.Text("window") ?? "wide");

    public JsonObject Json()
    {
        var json = new JsonObject();
        if (Url is not null) json["url"] = Url;
        if (Window == "wide") json["viewport_min"] = Narrow;
        if (Window == "narrow") json["viewport_max"] = Narrow - 1;
        return json;
    }
}
