using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Insight.Products;

namespace Tandem.Insight.Ingest.Families.Segment;

/// <summary>What analytics.js asks for first: which destinations there are. There is one, this server, over the scheme and address that the browser came by.</summary>
internal static class SegmentSettings
{
    public static async Task AnswerAsync(HttpContext http)
    {
        IngestAnswers.AllowOrigin(http);
        var key = http.Request.RouteValues["key"]?.ToString() ?? "";
        if (http.RequestServices.GetRequiredService<KeyRing>().Find(Encoding.UTF8.GetBytes(key)) is null)
        {
            await IngestAnswers.RefuseAsync(http, new IngestRefusal(401, DropReasons.WrongKey));
            return;
        }
        await IngestAnswers.JsonAsync(http, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["integrations"] = new Dictionary<string, object>
            {
                ["Segment.io"] = new { apiKey = key, apiHost = $"{http.Request.Host}/v1", protocol = http.Request.Scheme, unbundledIntegrations = Array.Empty<string>(), addBundledMetadata = true },
            },
            ["plan"] = new { track = new { __default = new { enabled = true, integrations = new { } } }, identify = new { __default = new { enabled = true } }, group = new { __default = new { enabled = true } } },
            ["edgeFunction"] = new { },
            ["analyticsNextEnabled"] = true,
            ["middlewareSettings"] = new { },
            ["enabledMiddleware"] = new { },
            ["metrics"] = new { sampleRate = 0 },
            ["legacyVideoPluginsEnabled"] = false,
            ["remotePlugins"] = Array.Empty<string>(),
        }));
    }
}
