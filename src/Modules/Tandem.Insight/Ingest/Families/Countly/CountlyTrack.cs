using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Countly;

/// <summary>Countly's <c>/i</c> (fields in the address or a form) and <c>/i/bulk</c> (<c>requests</c>, a list of such); the app's key is the write key.</summary>
internal sealed class CountlyTrack : IIngestFamily
{
    public static readonly string[] Paths = ["/i", "/i/bulk", "/countly/i", "/countly/i/bulk"];

    private static readonly byte[] Ok = "{\"result\":\"Success\"}"u8.ToArray();

    public bool ReadsForms => true;

    public bool NamesSites => true;

    public ParsedRequest Parse(ReadOnlyMemory<byte> body, HttpRequest request)
    {
        var fields = Fields.Of(request, body.Span);
        var parsed = new ParsedRequest { Key = JsonFields.Utf8(fields["app_key"]) };
        if (!request.Path.Value!.TrimEnd('/').EndsWith("/bulk", StringComparison.Ordinal))
        {
            parsed.Events.AddRange(new CountlyRequest(fields).Events());
            return parsed;
        }
        if (fields.Json("requests") is not { ValueKind: JsonValueKind.Array } requests) throw new IngestRefusal(400, DropReasons.Shape);
        foreach (var one in requests.Objects())
        {
            var inner = Fields.Of(one);
            var key = JsonFields.Utf8(inner["app_key"]);
            if (parsed.Key.IsEmpty) parsed.Key = key;
            foreach (var raw in new CountlyRequest(inner).Events())
                // a batch is stored for one product
                parsed.Events.Add(key.IsEmpty || key.Span.SequenceEqual(parsed.Key.Span) ? raw : raw with { Refused = DropReasons.WrongKey });
        }
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => IngestAnswers.JsonAsync(http, Ok);
}

/// <summary><c>/o/sdk</c>: what a client asks for before it sends (settings, remote configuration): none are set here.</summary>
internal sealed class CountlySettings : IIngestFamily
{
    public static readonly string[] Paths = ["/o/sdk", "/countly/o/sdk"];

    public bool ReadsForms => true;

    public bool NamesSites => true;

    public ParsedRequest Parse(ReadOnlyMemory<byte> body, HttpRequest request) => new() { Key = JsonFields.Utf8(Fields.Of(request, body.Span)["app_key"]) };

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => IngestAnswers.JsonAsync(http, "{\"v\":1,\"t\":1,\"c\":{}}"u8.ToArray());
}
