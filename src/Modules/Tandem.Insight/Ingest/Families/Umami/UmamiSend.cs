using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Umami;

/// <summary>Umami's <c>/api/send</c>: page views, named events and <c>identify</c>; the website's id is the write key. Umami sets no cookie: without an id of its own a visitor is today's.</summary>
internal sealed class UmamiSend(VisitorIds visitors) : IIngestFamily
{
    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var sent = JsonFields.OneObject(json);
        var payload = sent.Object("payload") ?? throw new IngestRefusal(400, DropReasons.Shape);
        var site = payload.Text("website");
        var parsed = new ParsedRequest { Key = JsonFields.Utf8(site), Alone = true };
        var person = payload.Text("id");
        var properties = new Properties();
        var raw = new RawEvent
        {
            DistinctId = JsonFields.Utf8(person ?? visitors.Of(request, site ?? "", payload.Text("ip"), payload.Text("userAgent"))),
            Happened = payload.Time("timestamp"),
            Marks = person is null ? EventMarks.Personless : EventMarks.None,
        };
        switch (sent.Text("type"))
        {
            case "event":
                raw.Name = JsonFields.Utf8(payload.Text("name") ?? "$pageview");
                properties.All(payload.Object("data"));
                break;
            case "identify":
                raw.Name = "$identify"u8.ToArray();
                raw.Marks |= EventMarks.SetsPerson;
                properties.Value("$set", payload.Object("data"));
                break;
            default:
                throw new IngestRefusal(400, DropReasons.Shape);
        }
        raw.Properties = About(properties, payload).Done();
        parsed.Events.Add(raw);
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts)
    {
        var session = System.Text.Encoding.UTF8.GetString(request.Events[0].DistinctId.Span);
        return IngestAnswers.JsonAsync(http, JsonSerializer.SerializeToUtf8Bytes(new { cache = session, sessionId = session, visitId = session }));
    }

    private static Properties About(Properties properties, JsonElement payload) => properties.Page(payload.Text("url")).Text("$host", payload.Text("hostname")).Text("title", payload.Text("title"))
        .Text("$referrer", payload.Text("referrer")).Screen(payload.Text("screen")).Text("$browser_language", payload.Text("language")).Text("tag", payload.Text("tag")).Text("$lib", "umami");
}
