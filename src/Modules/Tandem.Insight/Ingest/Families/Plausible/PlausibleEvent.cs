using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Plausible;

/// <summary>Plausible's <c>/api/event</c>, with the tracker's short names and the API's long ones; the domain is the write key. Plausible sets no cookie: a visitor is today's.</summary>
internal sealed class PlausibleEvent(VisitorIds visitors) : IIngestFamily
{
    public bool NamesSites => true;

    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var sent = JsonFields.OneObject(json);
        var domain = Text(sent, "d", "domain");
        var name = Text(sent, "n", "name");
        var money = Nested(sent, "$", "revenue");
        var properties = new Properties().All(Nested(sent, "p", "props")).Page(Text(sent, "u", "url")).Text("$referrer", Text(sent, "r", "referrer"))
            .Number("revenue", money?.Text("amount")).Text("currency", money?.Text("currency"))
            .Number("scroll_depth", sent.Text("sd")).Number("engagement_ms", sent.Text("e")).Number("$screen_width", Text(sent, "w", "screen_width")).Text("$lib", "plausible");
        var parsed = new ParsedRequest { Key = JsonFields.Utf8(domain), Alone = true };
        parsed.Events.Add(new RawEvent
        {
            Name = JsonFields.Utf8(name == "pageview" ? "$pageview" : name),
            DistinctId = JsonFields.Utf8(visitors.Of(request, domain ?? "")),
            Properties = properties.Done(),
            Marks = EventMarks.Personless,
        });
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync("ok");
    }

    private static string? Text(JsonElement of, string brief, string full) => of.Text(brief) ?? of.Text(full);

    /// <summary>An object; older trackers send it as a text that holds it.</summary>
    private static JsonElement? Nested(JsonElement of, string brief, string full) =>
        (of.Member(brief) ?? of.Member(full)) switch
        {
            { ValueKind: JsonValueKind.Object } value => value,
            { ValueKind: JsonValueKind.String } text when text.GetString()!.StartsWith('{') => JsonFields.Parse(text.GetString()!),
            _ => null,
        };
}
