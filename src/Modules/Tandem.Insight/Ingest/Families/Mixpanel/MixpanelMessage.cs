using System.Text;
using System.Text.Json;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Mixpanel;

/// <summary>An event, a change of a person (<c>/engage</c>) or of a group (<c>/groups</c>) in the words of the event store.</summary>
internal static class MixpanelMessage
{
    private const string Device = "$device:";

    public static RawEvent Event(JsonElement sent) =>
        sent.Text("$group_key") is { } type ? Group(sent, type) : sent.Text("$token") is not null || sent.Text("$distinct_id") is not null ? Person(sent) : Named(sent);

    private static RawEvent Named(JsonElement sent)
    {
        var of = sent.Object("properties") ?? default;
        var (name, user, device) = (sent.Text("event"), of.Text("$user_id"), of.Text("$device_id"));
        var person = of.Text("distinct_id") ?? user ?? (device is null ? null : Device + device);
        var properties = new Properties();
        var raw = new RawEvent { Happened = of.Time("time") };
        if (name == "$identify" && of.Text("$anon_id") is { } anon) properties.Text("$anon_distinct_id", anon);
        else if (name == "$merge" && of.Member("$distinct_ids") is { ValueKind: JsonValueKind.Array } ids && ids.GetArrayLength() == 2) (name, person) = Merge(properties, ids);
        else if (user is not null && device is not null && person == user)
        {
            properties.Text("$anon_distinct_id", Device + device);
            raw.Marks |= EventMarks.Identity;
        }
        raw.Id = of.Text("$insert_id") is { } id ? EventIds.Of(Encoding.UTF8.GetBytes($"mixpanel\n{id}\n{person}\n{name}\n{of.Text("time")}")) : null;
        raw.Name = JsonFields.Utf8(name == "$mp_web_page_view" ? "$pageview" : name);
        raw.DistinctId = JsonFields.Utf8(name == "$identify" ? of.Text("$identified_id") ?? person : person);
        raw.Properties = properties.All(of, Rename).Done();
        return raw;
    }

    private static (string Name, string? Person) Merge(Properties properties, JsonElement ids)
    {
        properties.Text("alias", ids[1].Text());
        return ("$merge_dangerously", ids[0].Text());
    }

    /// <summary>Sums, lists and deletion of a person are not kept here.</summary>
    private static RawEvent Person(JsonElement sent)
    {
        var (set, once, unset) = (sent.Object("$set"), sent.Object("$set_once"), sent.Member("$unset"));
        return new RawEvent
        {
            Name = "$set"u8.ToArray(),
            DistinctId = JsonFields.Utf8(sent.Text("$distinct_id")),
            Properties = new Properties().Value("$set", set).Value("$set_once", once).Value("$unset", unset is { ValueKind: JsonValueKind.Array } ? unset : null).Done(),
            Happened = sent.Time("$time"),
            Marks = EventMarks.SetsPerson,
            Refused = set is null && once is null && unset is null ? DropReasons.ProfileChange : null,
        };
    }

    private static RawEvent Group(JsonElement sent, string type)
    {
        var key = sent.Text("$group_id");
        return new RawEvent
        {
            Name = "$groupidentify"u8.ToArray(),
            DistinctId = JsonFields.Utf8(key is null ? null : $"${type}_{key}"),
            Properties = new Properties().Text("$group_type", type).Text("$group_key", key).Value("$group_set", sent.Object("$set")).Done(),
            Refused = sent.Object("$set") is null ? DropReasons.ProfileChange : null,
        };
    }

    private static string? Rename(string name) => name switch
    {
        "token" or "time" or "distinct_id" or "$insert_id" => null,
        "mp_lib" => "$lib",
        "current_page_title" => "title",
        "current_url_path" => "$pathname",
        "current_domain" => "$host",
        _ => name,
    };
}
