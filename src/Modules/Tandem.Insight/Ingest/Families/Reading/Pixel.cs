using Microsoft.AspNetCore.Http;

namespace Tandem.Insight.Ingest.Families.Reading;

/// <summary>Answers to browsers that send by an image's address.</summary>
internal static class Pixel
{
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "image/gif";
        http.Response.ContentLength = Gif.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.BodyWriter.WriteAsync(Gif);
    }

    public static Task NoneAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static Task TextAsync(HttpContext http, string text)
    {
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(text);
    }
}
