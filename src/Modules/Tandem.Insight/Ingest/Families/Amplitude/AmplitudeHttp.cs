using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Amplitude;

/// <summary>Amplitude's HTTP API v2, <c>/2/httpapi</c>: <c>{api_key, events, client_upload_time}</c>.</summary>
internal sealed class AmplitudeHttp(TimeProvider time) : IIngestFamily
{
    public const string Path = "/2/httpapi";

    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var sent = JsonFields.OneObject(json);
        var parsed = new ParsedRequest { Key = JsonFields.Utf8(sent.Text("api_key")), Sent = sent.Time("client_upload_time") };
        if (sent.Member("events") is not { } events) throw new IngestRefusal(400, DropReasons.Shape);
        foreach (var one in events.Objects())
        {
            if (AmplitudeEvent.IsStorable(one)) parsed.Events.Add(AmplitudeEvent.Of(one));
            if (AmplitudeEvent.IsPartLost(one)) parsed.Events.Add(new RawEvent { Refused = DropReasons.ProfileChange, Properties = JsonFields.Utf8(one.Object("user_properties")!.Value.GetRawText()) });
        }
        return parsed;
    }

    /// <summary>Without these fields the clients send again.</summary>
    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => IngestAnswers.JsonAsync(http, JsonSerializer.SerializeToUtf8Bytes(new
    {
        code = 200,
        events_ingested = verdicts.Count(v => v.Dropped is null),
        payload_size_bytes = http.Request.ContentLength ?? 0,
        server_upload_time = time.GetUtcNow().ToUnixTimeMilliseconds(),
    }));
}
