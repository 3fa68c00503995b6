using System.Text;
using System.Text.Json;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Amplitude;

/// <summary>One Amplitude event in the words of the event store. An event that names user and device joins the device's past to the user.</summary>
internal static class AmplitudeEvent
{
    public static RawEvent Of(JsonElement sent)
    {
        var (type, user, device) = (sent.Text("event_type"), sent.Text("user_id"), sent.Text("device_id"));
        var properties = new Properties();
        var raw = new RawEvent
        {
            Id = Id(sent, device ?? user),
            Name = JsonFields.Utf8(Name(type, user)),
            DistinctId = JsonFields.Utf8(user ?? device),
            Happened = sent.Time("time"),
        };
        if (type == "$groupidentify") Group(properties, sent);
        else Person(properties, sent, ref raw);
        if (user is not null && device is not null && user != device)
        {
            properties.Text("$anon_distinct_id", device);
            raw.Marks |= EventMarks.Identity;
        }
        properties.All(sent.Object("event_properties"), Rename).Value("$groups", sent.Object("groups")).Number("revenue", Revenue(sent) ?? Revenue(sent.Object("event_properties")))
            .Text("$session_id", sent.Text("session_id") is { } session && session != "-1" ? session : null).Text("$os", sent.Text("os_name")).Text("$os_version", sent.Text("os_version")).Text("$app_version", sent.Text("app_version"))
            .Text("platform", sent.Text("platform")).Text("$browser_language", sent.Text("language")).Text("$geoip_country_name", sent.Text("country")).Text("$geoip_city_name", sent.Text("city")).Text("$lib", sent.Text("library"));
        raw.Properties = properties.Done();
        return raw;
    }

    private static string? Name(string? type, string? user) => type switch
    {
        "[Amplitude] Page Viewed" => "$pageview",
        "$identify" => user is null ? "$set" : type,
        _ => type,
    };

    private static string? Rename(string name) => name switch
    {
        "[Amplitude] Page URL" => "$current_url",
        "[Amplitude] Page Path" => "$pathname",
        "[Amplitude] Page Domain" => "$host",
        "[Amplitude] Page Title" => "title",
        _ => name,
    };

    /// <summary>User properties, plain or as operations; sums and lists on a person are not kept.</summary>
    private static void Person(Properties properties, JsonElement sent, ref RawEvent raw)
    {
        if (sent.Object("user_properties") is not { } user) return;
        var set = new Properties();
        foreach (var member in user.EnumerateObject().Where(member => !member.Name.StartsWith('$'))) set.Value(member.Name, member.Value);
        set.All(user.Object("$set"));
        properties.Object("$set", set).Value("$set_once", user.Object("$setOnce"));
        if (user.Object("$unset") is { } gone) properties.Value("$unset", JsonSerializer.SerializeToElement(gone.EnumerateObject().Select(member => member.Name)));
        raw.Marks |= EventMarks.SetsPerson;
    }

    /// <summary>Some of its operations on user properties are sums or lists.</summary>
    public static bool IsPartLost(JsonElement sent) => sent.Object("user_properties") is { } user && user.EnumerateObject().Any(member => IsOperation(member.Name) && !IsKept(member.Name));

    /// <summary>Anything but an <c>$identify</c> of nothing else than those.</summary>
    public static bool IsStorable(JsonElement sent) =>
        sent.Text("event_type") != "$identify" || sent.Object("user_properties") is not { } user || user.EnumerateObject().All(member => !IsOperation(member.Name)) || user.EnumerateObject().Any(member => IsKept(member.Name));

    private static bool IsOperation(string name) => name.StartsWith('$');

    private static bool IsKept(string name) => name is "$set" or "$setOnce" or "$unset";

    private static void Group(Properties properties, JsonElement sent)
    {
        if (sent.Object("groups") is not { } groups) return;
        foreach (var group in groups.EnumerateObject().Take(1)) properties.Text("$group_type", group.Name).Text("$group_key", group.Value.Text());
        var set = new Properties().All(sent.Object("group_properties"), name => IsOperation(name) ? null : name);
        properties.Object("$group_set", set.All(sent.Object("group_properties")?.Object("$set")));
    }

    private static decimal? Revenue(JsonElement? of)
    {
        if (of is not { } sent) return null;
        if ((sent.Number("revenue") ?? sent.Number("$revenue")) is { } revenue) return revenue;
        return (sent.Number("price") ?? sent.Number("$price")) is { } price && Math.Abs(price) < 1e15m && (sent.Number("quantity") ?? sent.Number("$quantity") ?? 1) is var quantity && Math.Abs(quantity) < 1e9m ? price * quantity : null;
    }

    private static Guid? Id(JsonElement sent, string? of) => sent.Text("insert_id") is { } id ? EventIds.Of(Encoding.UTF8.GetBytes($"amplitude\n{of}\n{id}")) : null;
}
