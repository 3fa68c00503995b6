using System.Text;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.PostHog;

/// <summary>PostHog's capture routes as its SDKs call them today: <c>/batch</c>, <c>/e</c>, <c>/i/v0/e</c>, <c>/capture</c>, <c>/track</c>, <c>/engage</c>.</summary>
internal sealed class PostHogCapture : IIngestFamily
{
    private static readonly byte[] Ok = "{\"status\":1}"u8.ToArray();

    public static readonly string[] Paths = ["/batch", "/e", "/i/v0/e", "/capture", "/track", "/engage"];

    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var parsed = new PostHogParser(json).Parse();
        if (parsed.Key.IsEmpty) parsed.Key = Encoding.UTF8.GetBytes(request.Query["api_key"].ToString() is { Length: > 0 } key ? key : request.Query["token"].ToString());
        // old browser clients put the time of sending into the address
        if (!parsed.Sent.Present && long.TryParse(request.Query["_"], out var milliseconds)) parsed.Sent = SentTime.At(milliseconds * 1000);
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => IngestAnswers.JsonAsync(http, Ok);
}
