using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Countly;

/// <summary>
/// What one Countly request says: events under their keys (<c>[CLY]_view</c> → <c>$pageview</c>, at its end <c>$pageleave</c>), <c>begin_session</c> → <c>session_start</c>, <c>end_session</c> →
/// <c>session_end</c>, <c>user_details</c> → <c>$set</c>, <c>crash</c> → <c>$exception</c>, a changed device id → <c>$identify</c>. An event counted n times is one event with <c>count</c> n.
/// </summary>
internal sealed class CountlyRequest(Fields sent)
{
    private static readonly Dictionary<string, string> Metrics = new()
    {
        ["_os"] = "$os", ["_os_version"] = "$os_version", ["_browser"] = "$browser", ["_browser_version"] = "$browser_version", ["_device"] = "$device", ["_device_type"] = "$device_type",
        ["_app_version"] = "$app_version", ["_locale"] = "$browser_language", ["_ua"] = "$raw_user_agent",
    };

    private readonly string? _device = sent["device_id"];
    private readonly List<RawEvent> _events = [];

    public List<RawEvent> Events()
    {
        if (sent["old_device_id"] is { } old && _device is not null && old != _device) Add("$identify", About().Text("$anon_distinct_id", old));
        if (sent["begin_session"] == "1") Add("session_start", Measured(About()));
        if (sent["user_details"] is not null) User();
        if (sent["events"] is not null) foreach (var one in sent.Json("events")!.Value.Objects()) Named(one);
        if (sent.Json("crash") is { ValueKind: JsonValueKind.Object } crash) Add("$exception", About().Text("$exception_message", crash.Text("_name")).Text("$exception_stack", crash.Text("_error")).All(crash.Object("_custom")));
        if (sent["end_session"] == "1") Add("session_end", About().Number("duration_s", sent["session_duration"]));
        return _events;
    }

    private void Named(JsonElement one)
    {
        var (key, segments) = (one.Text("key"), one.Object("segmentation"));
        var properties = About();
        if (key == "[CLY]_view")
        {
            key = segments?.Text("visit") is null ? "$pageleave" : "$pageview";
            properties.Page(segments?.Text("view") ?? segments?.Text("name"));
        }
        if (one.Number("count") is > 1 and var count) properties.Number("count", count);
        properties.All(segments).Number("sum", one.Number("sum")).Number("duration_s", one.Number("dur"));
        Add(key, properties, happened: one.Text("timestamp"));
    }

    /// <summary>Standard fields and <c>custom</c> ones; sums and lists (<c>{"$inc":1}</c>) are not kept.</summary>
    private void User()
    {
        if (sent.Json("user_details") is not { ValueKind: JsonValueKind.Object } user) return;
        var changes = user.Object("custom") is { } custom && custom.EnumerateObject().Any(IsChange);
        var set = new Properties().All(user, name => name == "custom" ? null : name);
        if (user.Object("custom") is { } own) foreach (var member in own.EnumerateObject().Where(m => !IsChange(m))) set.Value(member.Name, member.Value);
        Add("$set", About().Object("$set", set), EventMarks.SetsPerson);
        if (changes) _events.Add(_events[^1] with { Id = null, Refused = DropReasons.ProfileChange });
    }

    private static bool IsChange(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Object && member.Value.EnumerateObject().Any(inner => inner.Name.StartsWith('$'));

    private void Add(string? name, Properties properties, EventMarks marks = EventMarks.None, string? happened = null) => _events.Add(new RawEvent
    {
        Id = Id(name, happened),
        Name = JsonFields.Utf8(name),
        DistinctId = JsonFields.Utf8(_device),
        Happened = JsonFields.Moment(happened ?? sent["timestamp"]),
        Properties = properties.Done(),
        Marks = marks,
    });

    /// <summary>The SDKs' times in milliseconds are each used once, so a request sent again is known by them.</summary>
    private Guid? Id(string? name, string? happened) => sent["sdk_name"] is not null && sent["timestamp"] is { Length: >= 13 } at
        ? EventIds.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"countly\n{_device}\n{at}\n{name}\n{happened}\n{_events.Count}"))) : null;

    private Properties About() => new Properties().Text("$lib", sent["sdk_name"]).Text("$lib_version", sent["sdk_version"]).Text("$geoip_country_code", sent["country_code"]).Text("$geoip_city_name", sent["city"]);

    private Properties Measured(Properties properties)
    {
        if (sent.Json("metrics") is not { ValueKind: JsonValueKind.Object } metrics) return properties;
        return properties.Screen(metrics.Text("_resolution")).All(metrics, name => Metrics.GetValueOrDefault(name, name));
    }
}
