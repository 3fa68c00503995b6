using System.Text;
using System.Text.Json;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Sensors;

/// <summary>
/// One message of 神策 in the words of the event store: <c>track</c> → the event under its own name; <c>track_signup</c> and <c>track_id_bind</c> also join the visitor's past to the signed-in person;
/// <c>profile_set</c>, <c>profile_set_once</c>, <c>profile_unset</c> → <c>$set</c>.
/// </summary>
internal static class SensorsMessage
{
    public static RawEvent Event(JsonElement sent)
    {
        var type = sent.Text("type");
        var (login, visitor) = (Login(sent), Visitor(sent));
        var person = sent.Text("distinct_id") ?? login ?? visitor;
        var raw = new RawEvent { Id = Id(sent, person, type), DistinctId = JsonFields.Utf8(person), Refused = Refusal(type) };
        var properties = new Properties();
        if (type is "track" or "track_signup" or "track_id_bind" or "track_id_unbind")
        {
            raw.Name = JsonFields.Utf8(sent.Text("event"));
            if (visitor is not null && visitor != person && (type is "track_signup" or "track_id_bind" || login == person))
            {
                properties.Text("$anon_distinct_id", visitor);
                raw.Marks |= EventMarks.Identity;
            }
            properties.All(sent.Object("properties"), Rename).All(sent.Object("lib"));
        }
        else
        {
            raw.Name = "$set"u8.ToArray();
            raw.Marks |= EventMarks.SetsPerson;
            Profile(properties, type, sent);
        }
        Time(ref raw, sent);
        raw.Properties = properties.Done();
        return raw;
    }

    private static string? Login(JsonElement sent) => sent.Text("login_id") ?? sent.Object("identities")?.Text("$identity_login_id");

    private static string? Visitor(JsonElement sent) =>
        sent.Text("original_id") ?? sent.Text("anonymous_id") ?? sent.Object("identities")?.Text("$identity_anonymous_id") ?? sent.Object("identities")?.Text("$identity_cookie_id");

    /// <summary>Sums and lists on a person, and tables of items, are not kept.</summary>
    private static string? Refusal(string? type) => type switch
    {
        "track" or "track_signup" or "track_id_bind" or "track_id_unbind" or "profile_set" or "profile_set_once" or "profile_unset" => null,
        "profile_increment" or "profile_append" or "profile_delete" => DropReasons.ProfileChange,
        _ => DropReasons.Shape,
    };

    private static void Profile(Properties properties, string? type, JsonElement sent)
    {
        var values = sent.Object("properties");
        if (type == "profile_set") properties.Value("$set", values);
        else if (type == "profile_set_once") properties.Value("$set_once", values);
        else if (values is { } gone) properties.Value("$unset", JsonSerializer.SerializeToElement(gone.EnumerateObject().Select(member => member.Name)));
    }

    /// <summary>The client's clock at sending is in the message: its distance to the event's is the event's age. <c>time_free</c> marks history, whose time stands.</summary>
    private static void Time(ref RawEvent raw, JsonElement sent)
    {
        var (happened, flushed) = (sent.Time("time"), sent.Time("_flush_time"));
        if (happened.Micros is { } at && flushed.Micros is { } flush && sent.Member("time_free") is null) raw.Offset = flush - at;
        else raw.Happened = happened;
    }

    private static Guid? Id(JsonElement sent, string? person, string? type) =>
        sent.Text("_track_id") is { } id ? EventIds.Of(Encoding.UTF8.GetBytes($"sensors\n{id}\n{person}\n{type}\n{sent.Text("event")}\n{sent.Text("time")}")) : null;

    private static string? Rename(string name) => name switch
    {
        "$url" => "$current_url",
        "$url_path" => "$pathname",
        "$url_host" => "$host",
        "$title" => "title",
        "$event_session_id" => "$session_id",
        "$utm_source" or "$utm_medium" or "$utm_campaign" or "$utm_content" or "$utm_term" => name[1..],
        _ => name,
    };
}
