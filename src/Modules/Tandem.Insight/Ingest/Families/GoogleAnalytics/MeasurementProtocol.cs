using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.GoogleAnalytics;

/// <summary>
/// GA4's Measurement Protocol, <c>/mp/collect</c>; <c>api_secret</c> is the write key. It answers 204 whatever was sent, as Google does, so what is refused shows on the live page alone.
/// Only when the disk fails it says so: what was acknowledged must be stored.
/// </summary>
internal sealed class MeasurementProtocol : IIngestFamily
{
    public const string Path = "/mp/collect";
    public const int MostEvents = 25;

    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var parsed = new ParsedRequest { Key = JsonFields.Utf8(request.Query["api_secret"]) };
        var sent = JsonFields.OneObject(json);
        if (sent.Member("events") is not { ValueKind: JsonValueKind.Array } events) throw new IngestRefusal(400, DropReasons.Shape);
        if (events.GetArrayLength() > MostEvents) throw new IngestRefusal(400, DropReasons.TooMany);
        foreach (var one in events.Objects()) parsed.Events.Add(Event(sent, one));
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => Pixel.NoneAsync(http);

    public Task RefuseAsync(HttpContext http, IngestRefusal refusal) => refusal.Status == 503 ? IngestAnswers.RefuseAsync(http, refusal) : Pixel.NoneAsync(http);

    private static RawEvent Event(JsonElement sent, JsonElement one)
    {
        var (name, user, client, of) = (one.Text("name"), sent.Text("user_id"), sent.Text("client_id"), one.Object("params"));
        var properties = new Properties();
        var marks = EventMarks.None;
        if (user is not null && client is not null && user != client)
        {
            properties.Text("$anon_distinct_id", client);
            marks |= EventMarks.Identity;
        }
        var person = new Properties();
        if (sent.Object("user_properties") is { } about) foreach (var member in about.EnumerateObject()) person.Value(member.Name, member.Value.Member("value"));
        properties.Object("$set", person).All(of, Rename);
        if (name is "purchase") properties.Number("revenue", of?.Number("value"));
        return new RawEvent
        {
            Name = JsonFields.Utf8(name == "page_view" ? "$pageview" : name),
            DistinctId = JsonFields.Utf8(user ?? client),
            Happened = Micros(one.Text("timestamp_micros") ?? sent.Text("timestamp_micros")),
            Properties = properties.Done(),
            Marks = marks | (sent.Object("user_properties") is null ? EventMarks.None : EventMarks.SetsPerson),
        };
    }

    private static SentTime Micros(string? text) => text is null ? SentTime.Absent : long.TryParse(text, out var micros) ? SentTime.At(Math.Clamp(micros, long.MinValue / 4, long.MaxValue / 4)) : SentTime.Unreadable;

    private static string? Rename(string name) => name switch
    {
        "page_location" => "$current_url",
        "page_path" => "$pathname",
        "page_title" => "title",
        "page_referrer" => "$referrer",
        "session_id" => "$session_id",
        _ => name,
    };
}
