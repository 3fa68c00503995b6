using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Kernel.Wording;

namespace Tandem.Insight.Ingest;

/// <summary>Answers of the ingest routes: any page of any site may send, so CORS allows each origin; nothing here rests on cookies.</summary>
internal static class IngestAnswers
{
    public static void AllowOrigin(HttpContext http)
    {
        if (http.Request.Headers.Origin is not { Count: > 0 } origin) return;
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        headers.Vary = "Origin";
        if (http.Request.Method != HttpMethods.Options) return;
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked ? asked : "content-type";
        headers.AccessControlMaxAge = "86400";
    }

    public static async Task JsonAsync(HttpContext http, ReadOnlyMemory<byte> json)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await http.Response.BodyWriter.WriteAsync(json);
    }

    /// <summary>A problem in the reader's language; <c>code</c> is the reason under which it is counted.</summary>
    public static async Task RefuseAsync(HttpContext http, IngestRefusal refusal)
    {
        var words = http.RequestServices.GetRequiredService<Words>();
        var language = http.Request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : "en";
        http.Response.StatusCode = refusal.Status;
        if (refusal.Status == 503) http.Response.Headers.RetryAfter = "1";
        await http.Response.WriteAsJsonAsync(new
        {
            type = $"/problems/{refusal.Reason}",
            title = words.In(language, $"problem.status.{refusal.Status.ToString(CultureInfo.InvariantCulture)}"),
            status = refusal.Status,
            detail = words.In(language, $"ingest.{refusal.Reason}"),
            code = refusal.Reason,
        }, (JsonSerializerOptions?)null, "application/problem+json");
    }
}
