using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Mixpanel;

/// <summary>
/// Mixpanel's <c>/track</c>, <c>/engage</c>, <c>/groups</c> and <c>/import</c>: <c>data</c> (JSON or base64) in the address or a form, or a JSON body. PostHog's old clients call the first two as well:
/// there the request's fields tell which it is.
/// </summary>
internal sealed class MixpanelTrack(bool historical = false) : IIngestFamily
{
    /// <summary>Addresses that PostHog has too.</summary>
    public static readonly string[] Shared = ["/track", "/engage"];

    /// <summary>With a prefix nobody else is meant.</summary>
    public static readonly string[] Paths = ["/mixpanel/track", "/mixpanel/engage", "/mixpanel/groups", "/groups"];
    public static readonly string[] HistoryPaths = ["/mixpanel/import", "/import"];

    public bool ReadsForms => true;

    /// <summary>Whether a request to an address that both have is Mixpanel's: its clients say <c>verbose</c> or send by the address; PostHog's add <c>_</c> and <c>ver</c>.</summary>
    public static bool Speaks(HttpRequest request) =>
        request.Method == HttpMethods.Get || request.Query.ContainsKey("verbose") || request.Query.ContainsKey("data") || request.Query.ContainsKey("ip") && !request.Query.ContainsKey("_") && !request.Query.ContainsKey("ver");

    public ParsedRequest Parse(ReadOnlyMemory<byte> body, HttpRequest request)
    {
        var sent = Sent(body, request);
        var parsed = new ParsedRequest { Alone = sent.ValueKind == JsonValueKind.Object, Historical = historical, Sent = JsonFields.Moment(request.Query["_"].ToString() is { Length: > 0 } at ? at : null) };
        foreach (var message in sent.Objects())
        {
            var key = JsonFields.Utf8(message.Text("$token") ?? message.Object("properties")?.Text("token"));
            if (parsed.Key.IsEmpty) parsed.Key = key;
            var raw = MixpanelMessage.Event(message);
            // a batch is stored for one product
            if (!key.IsEmpty && !key.Span.SequenceEqual(parsed.Key.Span)) raw.Refused = DropReasons.WrongKey;
            parsed.Events.Add(raw);
        }
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) =>
        http.Request.Query["verbose"] == "1" ? IngestAnswers.JsonAsync(http, "{\"status\":1,\"error\":null}"u8.ToArray()) : Pixel.TextAsync(http, "1");

    private static JsonElement Sent(ReadOnlyMemory<byte> body, HttpRequest request)
    {
        if (!Fields.IsJson(body.Span)) return Fields.Of(request, body.Span).Packed("data") ?? throw new IngestRefusal(400, body.IsEmpty ? DropReasons.Empty : DropReasons.Shape);
        if (!System.Text.Unicode.Utf8.IsValid(body.Span)) throw new IngestRefusal(400, DropReasons.BadEncoding);
        return JsonFields.Parse(System.Text.Encoding.UTF8.GetString(body.Span));
    }
}
