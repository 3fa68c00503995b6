using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.PostHog;

/// <summary>PostHog's capture v1, <c>/i/v1/analytics/events</c>: the key as a bearer token, a verdict for every event.</summary>
internal sealed class PostHogV1 : IIngestFamily
{
    public const string Path = "/i/v1/analytics/events";

    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var parsed = new PostHogParser(json).Parse();
        if (parsed.Alone) throw new IngestRefusal(400, DropReasons.Shape);
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) parsed.Key = Encoding.UTF8.GetBytes(authorization["Bearer ".Length..].Trim());
        if (Moments.TryRead(Encoding.UTF8.GetBytes(request.Headers["PostHog-Request-Timestamp"].ToString()), out var sent)) parsed.Sent = SentTime.At(sent);
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts)
    {
        if (http.Request.Headers["PostHog-Request-Id"].ToString() is { Length: > 0 and < 200 } id) http.Response.Headers["PostHog-Request-Id"] = id;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("results"u8);
            foreach (var verdict in verdicts.Where(v => v.Id is not null).DistinctBy(v => v.Id))
            {
                writer.WriteStartObject(verdict.Id!.Value.ToString());
                writer.WriteString("result"u8, verdict.Dropped is null ? "ok"u8 : "drop"u8);
                if (verdict.Dropped is not null) writer.WriteString("details"u8, verdict.Dropped);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return IngestAnswers.JsonAsync(http, buffer.WrittenMemory);
    }
}
