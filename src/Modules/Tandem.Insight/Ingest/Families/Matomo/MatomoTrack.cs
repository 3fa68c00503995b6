using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Matomo;

/// <summary>Matomo's <c>/matomo.php</c>: one action in the address or a form, or many as <c>{requests:["?idsite=…"]}</c>; the site's id is the write key.</summary>
internal sealed class MatomoTrack(VisitorIds visitors) : IIngestFamily
{
    public static readonly string[] Paths = ["/matomo.php", "/piwik.php"];

    public bool ReadsForms => true;

    public bool NamesSites => true;

    public ParsedRequest Parse(ReadOnlyMemory<byte> body, HttpRequest request)
    {
        var parsed = new ParsedRequest { Alone = !Fields.IsJson(body.Span) };
        foreach (var action in parsed.Alone ? [Fields.Of(request, body.Span)] : Bulk(body))
        {
            var site = JsonFields.Utf8(action["idsite"]);
            if (parsed.Events.Count == 0) parsed.Key = site;
            var raw = new MatomoAction(action).Event(() => visitors.Of(request, action["idsite"]!, action["cip"], action["ua"]));
            // a batch is stored for one product
            if (!site.Span.SequenceEqual(parsed.Key.Span)) raw.Refused = DropReasons.WrongKey;
            if (action["ping"] != "1") parsed.Events.Add(raw);
        }
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts)
    {
        if (!request.Alone)
        {
            var invalid = verdicts.Count(v => v.Dropped is not null);
            return IngestAnswers.JsonAsync(http, JsonSerializer.SerializeToUtf8Bytes(new { status = "success", tracked = verdicts.Count - invalid, invalid }));
        }
        return http.Request.Method == HttpMethods.Get && http.Request.Query["send_image"] != "0" ? Pixel.AnswerAsync(http) : Pixel.NoneAsync(http);
    }

    private static IEnumerable<Fields> Bulk(ReadOnlyMemory<byte> body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body.Span)) throw new IngestRefusal(400, DropReasons.BadEncoding);
        var bulk = JsonFields.Parse(Encoding.UTF8.GetString(body.Span));
        if (bulk.Member("requests") is not { ValueKind: JsonValueKind.Array } requests) throw new IngestRefusal(400, DropReasons.Shape);
        return requests.EnumerateArray().Select(one => one.ValueKind switch
        {
            JsonValueKind.String => Fields.Parse(Encoding.UTF8.GetBytes(Query(one.GetString()!))),
            JsonValueKind.Object => Fields.Of(one),
            _ => throw new IngestRefusal(400, DropReasons.Shape),
        });
    }

    /// <summary>A bulk request may also be written as a whole address.</summary>
    private static string Query(string address) => address.IndexOf('?') is >= 0 and var mark ? address[mark..] : address;
}
