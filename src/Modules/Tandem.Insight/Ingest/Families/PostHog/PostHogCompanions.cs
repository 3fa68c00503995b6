using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Insight.Ingest.Steps;
using Tandem.Insight.Products;

namespace Tandem.Insight.Ingest.Families.PostHog;

/// <summary>What PostHog's clients ask for beside capturing: settings, flags (an empty valid set until there are flags), recordings (not taken).</summary>
internal static class PostHogCompanions
{
    public static async Task ConfigAsync(HttpContext http, bool script)
    {
        IngestAnswers.AllowOrigin(http);
        var key = http.Request.RouteValues["key"]?.ToString() ?? "";
        if (http.RequestServices.GetRequiredService<KeyRing>().Find(Encoding.UTF8.GetBytes(key)) is null)
        {
            await IngestAnswers.RefuseAsync(http, new IngestRefusal(401, DropReasons.WrongKey));
            return;
        }
        var json = JsonSerializer.Serialize(new
        {
            token = key,
            supportedCompression = new[] { "gzip", "gzip-js" },
            hasFeatureFlags = false,
            captureDeadClicks = false,
            capturePerformance = false,
            autocaptureExceptions = false,
            heatmaps = true,
            surveys = false,
            sessionRecording = false,
            analytics = new { endpoint = "/i/v0/e/" },
            elementsChainAsString = true,
            defaultIdentifiedOnly = true,
            siteApps = Array.Empty<string>(),
        });
        http.Response.ContentType = script ? "application/javascript" : "application/json";
        await http.Response.WriteAsync(script ? $"(function(){{window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{{}};window._POSTHOG_REMOTE_CONFIG[{JsonSerializer.Serialize(key)}]={{config:{json},siteApps:[]}};}})();" : json);
    }

    public static byte[] NoFlags(DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        flags = new Dictionary<string, object>(),
        featureFlags = new Dictionary<string, object>(),
        featureFlagPayloads = new Dictionary<string, object>(),
        errorsWhileComputingFlags = false,
        requestId = Guid.CreateVersion7(),
        evaluatedAt = now.ToUnixTimeMilliseconds(),
    });
}

/// <summary><c>/flags</c> and <c>/decide</c>: reads the key alone.</summary>
internal sealed class PostHogFlags(TimeProvider time) : IIngestFamily
{
    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var parsed = new PostHogParser(json).Parse();
        parsed.Events.Clear();
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => IngestAnswers.JsonAsync(http, PostHogCompanions.NoFlags(time.GetUtcNow()));
}

/// <summary><c>/s/</c>: session recordings are dropped and counted.</summary>
internal sealed class PostHogReplay(IngestCounters counters, KeyRing keys) : IIngestFamily
{
    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var parsed = new PostHogParser(json).Parse();
        counters.Dropped(keys.Find(parsed.Key.Span), DropReasons.Replay, Math.Max(1, parsed.Events.Count));
        parsed.Events.Clear();
        parsed.Alone = false;
        return parsed;
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) => IngestAnswers.JsonAsync(http, "{\"status\":1}"u8.ToArray());
}
