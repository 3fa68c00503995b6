using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>The property that an answer is split by (<c>breakdown</c>), of the event or of the person (<c>breakdown_of</c>).</summary>
internal sealed record Split(string Key, string Owner)
{
    public static Split? Of(QueryText query) => query.Text("breakdown") is { } key ? new(key, query.Text("breakdown_of") ?? "event") : null;

    /// <summary>The largest values; the rest is "Other".</summary>
    public JsonObject Json(int values)
    {
        var json = new JsonObject { ["key"] = Key, ["limit"] = values };
        if (Owner != "event") json["type"] = Owner;
        return json;
    }
}
