using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Insight.Events;
using Tandem.Insight.Identity;
using Tandem.Insight.Ingest.Families;
using Tandem.Insight.Ingest.Families.PostHog;
using Tandem.Insight.Ingest.Families.Segment;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Ingest;

/// <summary>
/// The routes of the families, as the vendors' own clients call them. They carry a write key and no cookie, so they end right after routing:
/// authentication, antiforgery and pages have nothing to do with them.
/// </summary>
internal static class IngestRoutes
{
    public static void MapIngest(this IEndpointRouteBuilder app)
    {
        foreach (var path in PostHogCapture.Paths) Take(app, path, new PostHogCapture(), "PostHog: events");
        Take(app, PostHogV1.Path, new PostHogV1(), "PostHog capture v1: events, a verdict each");
        Take(app, "/flags", new PostHogFlags(app.ServiceProvider.GetRequiredService<TimeProvider>()), "PostHog: flags");
        Take(app, "/decide", new PostHogFlags(app.ServiceProvider.GetRequiredService<TimeProvider>()), "PostHog: flags for older clients");
        Take(app, "/s", ActivatorUtilities.CreateInstance<PostHogReplay>(app.ServiceProvider), "PostHog: recordings, dropped and counted");
        foreach (var (paths, kind) in SegmentCapture.Routes)
            foreach (var path in paths) Take(app, path, new SegmentCapture(kind), "Segment: " + (kind ?? "batch"));
        Take(app, "/v1/import", new SegmentCapture(null, historical: true), "Segment: historical batch");
        Give(app, "/array/{key}/config", http => PostHogCompanions.ConfigAsync(http, script: false));
        Give(app, "/array/{key}/config.js", http => PostHogCompanions.ConfigAsync(http, script: true));
        Give(app, "/static/{**file}", NotHere);
        Give(app, "/v1/projects/{key}/settings", SegmentSettings.AnswerAsync);
        ImportPersons.Map(app);
        FindPersons.Map(app);
        ListEvents.Map(app);
        ListEventNames.Map(app);
    }

    private static void Take(IEndpointRouteBuilder app, string path, IIngestFamily family, string summary)
    {
        app.MapPost(path, (HttpContext http, Intake intake) => intake.HandleAsync(http, family))
            .AllowAnonymous().WithMetadata(new CalledByMachines()).ShortCircuit().WithTags("Ingest").WithSummary(summary)
            .WithDescription("Takes a write key of a product (in the body, or as the vendor's client sends it); no API token.");
        Allow(app, path);
    }

    private static void Give(IEndpointRouteBuilder app, string path, RequestDelegate answer)
    {
        app.MapGet(path, answer).AllowAnonymous().ShortCircuit().ExcludeFromDescription();
        Allow(app, path);
    }

    private static void Allow(IEndpointRouteBuilder app, string path) => app.MapMethods(path, [HttpMethods.Options], http =>
    {
        IngestAnswers.AllowOrigin(http);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }).AllowAnonymous().WithMetadata(new CalledByMachines()).ShortCircuit().ExcludeFromDescription();

    /// <summary>Scripts that PostHog's snippet would load from its own host; it goes on without.</summary>
    private static Task NotHere(HttpContext http)
    {
        IngestAnswers.AllowOrigin(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
