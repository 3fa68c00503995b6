using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>Step: reads the body, at most so much of it.</summary>
internal static class BodySize
{
    public const int Limit = 20 << 20;

    /// <summary>What more is read and thrown away, so that a client that sends first and listens then gets the answer.</summary>
    private const long Drained = 100 << 20;

    /// <exception cref="IngestRefusal">413 beyond the limit.</exception>
    public static async ValueTask<PooledBytes> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        var expected = http.Request.ContentLength ?? 0;
        if (expected > Drained) throw new IngestRefusal(413, DropReasons.TooLarge);
        var body = new PooledBytes((int)Math.Clamp(expected, 1024, Limit));
        var read = 0L;
        try
        {
            while (true)
            {
                var part = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
                read += part.Buffer.Length;
                if (read <= Limit) foreach (var piece in part.Buffer) body.Write(piece.Span);
                http.Request.BodyReader.AdvanceTo(part.Buffer.End);
                if (part.IsCompleted || read > Drained) break;
            }
            return read <= Limit ? body : throw new IngestRefusal(413, DropReasons.TooLarge);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
