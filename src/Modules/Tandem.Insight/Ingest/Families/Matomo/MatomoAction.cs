using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Matomo;

/// <summary>
/// One action in the words of the event store: page view → <c>$pageview</c>; event → its action (category, name and value as properties); goal → <c>Goal n</c>; order → <c>Order Completed</c>
/// with revenue and products; cart → <c>Cart Updated</c>; search, link, download, content and crash → an event of that name.
/// </summary>
internal sealed class MatomoAction(Fields sent)
{
    private readonly Properties _properties = new();

    public RawEvent Event(Func<string> visitor)
    {
        if (sent["rec"] != "1") throw new IngestRefusal(400, DropReasons.Shape);
        var name = Name();
        var (user, device) = (sent["uid"], sent["cid"] ?? sent["_id"]);
        if (user is not null && device is not null && user != device) _properties.Text("$anon_distinct_id", device);
        _properties.Page(sent["url"]).Text("title", sent["action_name"]).Text("$referrer", sent["urlref"]).Text("utm_campaign", sent["_rcn"]).Text("utm_term", sent["_rck"]).Screen(sent["res"])
            .Text("$browser_language", sent["lang"]).Text("$raw_user_agent", sent["ua"]).Text("$pageview_id", sent["pv_id"]).Text("$lib", "matomo");
        foreach (var (field, value) in sent.All) if (field.StartsWith("dimension", StringComparison.Ordinal)) _properties.Text(field, value);
        Variables("_cvar");
        Variables("cvar");
        return new RawEvent
        {
            Id = Id(),
            Name = JsonFields.Utf8(name),
            DistinctId = JsonFields.Utf8(user ?? device ?? visitor()),
            Happened = JsonFields.Moment(sent["cdt"]),
            Offset = long.TryParse(sent["cdo"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var age) ? Math.Abs(Math.Clamp(age, -int.MaxValue, int.MaxValue)) * 1_000_000 : null,
            Properties = _properties.Done(),
            Marks = user is null && device is null ? EventMarks.Personless : user is not null && device is not null ? EventMarks.Identity : EventMarks.None,
        };
    }

    /// <summary>The random number that each action carries tells one that is sent again from one like it.</summary>
    private Guid? Id() => sent["r"] is null && sent["rand"] is null ? null
        : EventIds.Of(Encoding.UTF8.GetBytes("matomo\n" + string.Join('\n', sent.All.Where(f => f.Key is not ("token_auth" or "send_image" or "cdo" or "queuedtracking")).Select(f => f.Key + "=" + f.Value))));

    private string? Name()
    {
        if (sent["idgoal"] is { } goal) return goal == "0" ? Order() : Goal(goal);
        if (sent["e_c"] is not null || sent["e_a"] is not null)
        {
            _properties.Text("event_category", sent["e_c"]).Text("event_action", sent["e_a"]).Text("event_name", sent["e_n"]).Number("event_value", sent["e_v"]);
            return sent["e_a"];
        }
        if (sent["search"] is { } search)
        {
            _properties.Text("search_term", search).Text("search_category", sent["search_cat"]).Number("search_count", sent["search_count"]);
            return "Site Search";
        }
        return Link("link", "Outlink") ?? Link("download", "Download") ?? Content() ?? Crash() ?? (sent["ca"] == "1" ? null : "$pageview");
    }

    private string Goal(string id)
    {
        _properties.Text("goal_id", id).Number("revenue", sent["revenue"]);
        return "Goal " + id;
    }

    private string Order()
    {
        _properties.Text("order_id", sent["ec_id"]).Number("revenue", sent["revenue"]).Number("subtotal", sent["ec_st"]).Number("tax", sent["ec_tx"]).Number("shipping", sent["ec_sh"]).Number("discount", sent["ec_dt"]);
        if (sent.Json("ec_items") is { ValueKind: JsonValueKind.Array } items)
            _properties.Value("products", JsonSerializer.SerializeToElement(items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Array).Select(Product).ToList()));
        return sent["ec_id"] is null ? "Cart Updated" : "Order Completed";
    }

    /// <summary><c>[sku, name, category, price, quantity]</c>.</summary>
    private static Dictionary<string, JsonElement> Product(JsonElement item) =>
        item.EnumerateArray().Zip(["sku", "name", "category", "price", "quantity"]).ToDictionary(part => part.Second, part => part.First);

    private string? Link(string field, string name)
    {
        if (sent[field] is not { } target) return null;
        _properties.Text("target_url", target);
        return name;
    }

    private string? Content()
    {
        if (sent["c_n"] is not { } content) return null;
        _properties.Text("content_name", content).Text("content_piece", sent["c_p"]).Text("content_target", sent["c_t"]).Text("content_interaction", sent["c_i"]);
        return sent["c_i"] is null ? "Content Impression" : "Content Interaction";
    }

    private string? Crash()
    {
        if (sent["cra"] is not { } message) return null;
        _properties.Text("$exception_message", message).Text("$exception_type", sent["cra_tp"]).Text("$exception_stack", sent["cra_st"]);
        return "$exception";
    }

    /// <summary>Custom variables: <c>{"1":["name","value"]}</c>.</summary>
    private void Variables(string field)
    {
        if (sent.Json(field) is not { ValueKind: JsonValueKind.Object } variables) return;
        foreach (var variable in variables.EnumerateObject())
            if (variable.Value.ValueKind == JsonValueKind.Array && variable.Value.GetArrayLength() == 2 && variable.Value[0].Text() is { } name) _properties.Text(name, variable.Value[1].Text());
    }
}
