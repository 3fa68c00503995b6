using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Sensors;

/// <summary>
/// 神策 (Sensors Analytics) <c>/sa.gif</c> and <c>/sa</c>: <c>data</c> or <c>data_list</c>, base64 of JSON, perhaps gzip, in a form or the address. The write key is the <c>token</c> of the
/// address, else its <c>project</c>.
/// </summary>
internal sealed class SensorsTrack : IIngestFamily
{
    public static readonly string[] Paths = ["/sa.gif", "/sa"];

    public bool ReadsForms => true;

    public bool NamesSites => true;

    public ParsedRequest Parse(ReadOnlyMemory<byte> body, HttpRequest request)
    {
        var fields = Fields.Of(request, body.Span);
        var sent = Fields.IsJson(body.Span) ? Plain(body) : fields.Packed("data_list") ?? fields.Packed("data") ?? throw new IngestRefusal(400, body.IsEmpty ? DropReasons.Empty : DropReasons.Shape);
        var parsed = new ParsedRequest { Key = JsonFields.Utf8(fields["token"] ?? fields["project"]), Alone = sent.ValueKind == JsonValueKind.Object };
        foreach (var message in sent.Objects()) parsed.Events.Add(SensorsMessage.Event(message));
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) =>
        http.Request.Method == HttpMethods.Get ? Pixel.AnswerAsync(http) : Pixel.TextAsync(http, "");

    private static JsonElement Plain(ReadOnlyMemory<byte> body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body.Span)) throw new IngestRefusal(400, DropReasons.BadEncoding);
        return JsonFields.Parse(System.Text.Encoding.UTF8.GetString(body.Span));
    }
}
