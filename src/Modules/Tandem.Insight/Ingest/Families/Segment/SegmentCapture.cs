using System.Text;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Segment;

/// <summary>Segment's tracking API (RudderStack speaks it too): <c>/v1/batch</c>, one call a path, long and short.</summary>
/// <param name="kind">The kind of message of this path; null for batches.</param>
internal sealed class SegmentCapture(string? kind, bool historical = false) : IIngestFamily
{
    private static readonly byte[] Ok = "{\"success\":true}"u8.ToArray();

    public static readonly (string[] Paths, string? Kind)[] Routes =
    [
        (["/v1/batch", "/v1/b"], null), (["/v1/track", "/v1/t"], "track"), (["/v1/page", "/v1/p"], "page"), (["/v1/screen", "/v1/s"], "screen"),
        (["/v1/identify", "/v1/i"], "identify"), (["/v1/group", "/v1/g"], "group"), (["/v1/alias", "/v1/a"], "alias"),
    ];

    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var parsed = new SegmentParser(json, kind).Parse();
        parsed.Historical |= historical;
        if (BasicUser(request.Headers.Authorization.ToString()) is { Length: > 0 } key) parsed.Key = key;
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => IngestAnswers.JsonAsync(http, Ok);

    /// <summary>The user of <c>Basic user:password</c>: Segment's clients put the write key there.</summary>
    private static byte[]? BasicUser(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var coded = authorization["Basic ".Length..].Trim();
        var text = new byte[coded.Length];
        if (!Convert.TryFromBase64String(coded, text, out var length)) return null;
        var colon = text.AsSpan(0, length).IndexOf((byte)':');
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text, 0, colon < 0 ? length : colon));
    }
}
