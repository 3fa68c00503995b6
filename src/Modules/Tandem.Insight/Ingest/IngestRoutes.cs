using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Insight.Events;
using Tandem.Insight.Identity;
using Tandem.Insight.Ingest.Families;
using Tandem.Insight.Ingest.Families.Amplitude;
using Tandem.Insight.Ingest.Families.Countly;
using Tandem.Insight.Ingest.Families.GoogleAnalytics;
using Tandem.Insight.Ingest.Families.Matomo;
using Tandem.Insight.Ingest.Families.Mixpanel;
using Tandem.Insight.Ingest.Families.Plausible;
using Tandem.Insight.Ingest.Families.PostHog;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Families.Segment;
using Tandem.Insight.Ingest.Families.Sensors;
using Tandem.Insight.Ingest.Families.Umami;
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
        foreach (var path in PostHogCapture.Paths) if (!MixpanelTrack.Shared.Contains(path)) Take(app, path, new PostHogCapture(), "PostHog: events");
        Take(app, PostHogV1.Path, new PostHogV1(), "PostHog capture v1: events, a verdict each");
        Take(app, "/flags", new PostHogFlags(app.ServiceProvider.GetRequiredService<TimeProvider>()), "PostHog: flags");
        Take(app, "/decide", new PostHogFlags(app.ServiceProvider.GetRequiredService<TimeProvider>()), "PostHog: flags for older clients");
        Take(app, "/s", ActivatorUtilities.CreateInstance<PostHogReplay>(app.ServiceProvider), "PostHog: recordings, dropped and counted");
        foreach (var (paths, kind) in SegmentCapture.Routes)
            foreach (var path in paths) Take(app, path, new SegmentCapture(kind), "Segment: " + (kind ?? "batch"));
        Take(app, "/v1/import", new SegmentCapture(null, historical: true), "Segment: historical batch");
        MapFurther(app);
        Give(app, "/array/{key}/config", http => PostHogCompanions.ConfigAsync(http, script: false));
        Give(app, "/array/{key}/config.js", http => PostHogCompanions.ConfigAsync(http, script: true));
        Give(app, "/static/{**file}", NotHere);
        Give(app, "/v1/projects/{key}/settings", SegmentSettings.AnswerAsync);
        ImportPersons.Map(app);
        FindPersons.Map(app);
        ListEvents.Map(app);
        ListEventNames.Map(app);
    }

    private static void MapFurther(IEndpointRouteBuilder app)
    {
        var visitors = app.ServiceProvider.GetRequiredService<VisitorIds>();
        Take(app, "/api/send", new UmamiSend(visitors), "Umami: events");
        Take(app, "/api/event", new PlausibleEvent(visitors), "Plausible: events");
        Take(app, AmplitudeHttp.Path, new AmplitudeHttp(app.ServiceProvider.GetRequiredService<TimeProvider>()), "Amplitude HTTP v2: events");
        Take(app, MeasurementProtocol.Path, new MeasurementProtocol(), "GA4 Measurement Protocol: events, always 204");
        Take(app, MeasurementCheck.Path, new MeasurementCheck(), "GA4 Measurement Protocol: what is wrong with a request");
        TakeAny(app, MatomoTrack.Paths, new MatomoTrack(visitors), "Matomo: an action, or many");
        TakeAny(app, SensorsTrack.Paths, new SensorsTrack(), "Sensors Analytics 神策: messages");
        TakeAny(app, CountlyTrack.Paths, new CountlyTrack(), "Countly: events and sessions");
        TakeAny(app, CountlySettings.Paths, new CountlySettings(), "Countly: settings of the client");
        var mixpanel = new MixpanelTrack();
        foreach (var path in MixpanelTrack.Shared)
            Route(app, path, ["GET", "POST"], http => MixpanelTrack.Speaks(http.Request) ? mixpanel : new PostHogCapture(), "PostHog or Mixpanel: events");
        foreach (var path in MixpanelTrack.Paths) Route(app, path, ["GET", "POST"], _ => mixpanel, "").ExcludeFromDescription();
        foreach (var path in MixpanelTrack.HistoryPaths) Route(app, path, ["GET", "POST"], _ => new MixpanelTrack(historical: true), "").ExcludeFromDescription();
    }

    private static void Take(IEndpointRouteBuilder app, string path, IIngestFamily family, string summary) => Route(app, path, ["POST"], _ => family, summary);

    /// <summary>By address or body; of several paths the first is the one that is described.</summary>
    private static void TakeAny(IEndpointRouteBuilder app, string[] paths, IIngestFamily family, string summary)
    {
        foreach (var path in paths)
        {
            var route = Route(app, path, ["GET", "POST"], _ => family, summary);
            if (path != paths[0]) route.ExcludeFromDescription();
        }
    }

    private static IEndpointConventionBuilder Route(IEndpointRouteBuilder app, string path, string[] methods, Func<HttpContext, IIngestFamily> family, string summary)
    {
        Allow(app, path);
        return app.MapMethods(path, methods, (HttpContext http, Intake intake) => intake.HandleAsync(http, family(http)))
            .AllowAnonymous().WithMetadata(new CalledByMachines()).ShortCircuit().WithTags("Ingest").WithSummary(summary)
            .WithDescription("Takes a write key of a product (in the body, or as the vendor's client sends it); no API token.");
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
