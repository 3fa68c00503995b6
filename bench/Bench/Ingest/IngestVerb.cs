using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Ingest;
using Tandem.Insight.Ingest.Families.PostHog;
using Tandem.Insight.Ingest.Loading;
using Tandem.Insight.Ingest.Log;
using Tandem.Insight.Products;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Wording;
using Tandem.Storage.Embedded;

namespace Tandem.Bench.Ingest;

/// <summary>
/// <c>ingest --events N --batch 20 --clients 16</c>: events a second acknowledged after the log's fsync, against a bare Kestrel endpoint that only parses the same JSON, in one run
/// (twice each, in turn; the better of each counts). Then how long the loader takes for the rest.
/// </summary>
internal static class IngestVerb
{
    public static int Run(Options options) =>
        RunAsync(options.Number("events", 400_000), options.Number("batch", 20), options.Number("clients", 16)).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int events, int batch, int clients)
    {
        var folder = Directory.CreateTempSubdirectory("tandem-bench-").FullName;
        await using var app = Build(folder, out var product, out var key);
        await app.StartAsync();
        var url = app.Urls.First();
        var bodies = Enumerable.Range(0, 256).Select(n => Body(key, n, batch)).ToArray();
        var (parse, ingest) = (0.0, 0.0);
        await SendAsync(url + "/parse", bodies, Math.Min(events / 2, 200_000), batch, clients);
        await SendAsync(url + "/batch", bodies, Math.Min(events / 2, 200_000), batch, clients);
        for (var round = 0; round < 2; round++)
        {
            parse = Math.Max(parse, await SendAsync(url + "/parse", bodies, events, batch, clients));
            ingest = Math.Max(ingest, await SendAsync(url + "/batch", bodies, events, batch, clients));
        }
        var waited = Stopwatch.StartNew();
        await app.Services.GetRequiredService<IEventStore>().CaughtUpLongAsync(product);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"parse only {parse:N0} events/s; acknowledged after fsync {ingest:N0} events/s; ratio {ingest / parse:F2}; rest loaded after {waited.Elapsed.TotalSeconds:F1} s"));
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task CaughtUpLongAsync(this IEventStore store, ProductId product)
    {
        while (true)
        {
            try
            {
                await store.CaughtUpAsync(product);
                return;
            }
            catch (Tandem.Kernel.Problems.ProblemException)
            {
                // still loading
            }
        }
    }

    private static WebApplication Build(string folder, out ProductId product, out string key)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new DataFolder(folder)).AddEmbeddedStorage();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<KeyRing>().AddSingleton<FirstContact>().AddSingleton<IngestCounters>().AddSingleton<Intake>().AddSingleton<Loader>().AddSingleton<IEventStore, EventStore>();
        builder.Services.AddSingleton(provider => new IngestLog(Path.Combine(folder, "log"), provider.GetRequiredService<IEventWriter>().Position()));
        builder.Services.AddSingleton(new Words([]));
        var app = builder.Build();
        (product, key) = (ProductId.New(), WriteKey.NewKey());
        app.Services.GetRequiredService<KeyRing>().Add(key, product);
        app.Services.GetRequiredService<Loader>();
        var family = new PostHogCapture();
        app.MapPost("/batch", (HttpContext http, Intake intake) => intake.HandleAsync(http, family)).ShortCircuit();
        app.MapPost("/parse", ParseAsync).ShortCircuit();
        return app;
    }

    private static async Task ParseAsync(HttpContext http)
    {
        using var document = await JsonDocument.ParseAsync(http.Request.Body);
        var count = document.RootElement.GetProperty("batch").GetArrayLength();
        await http.Response.WriteAsync(count > 0 ? "{\"status\":1}" : "{}");
    }

    private static byte[] Body(string key, int number, int batch)
    {
        var text = new StringBuilder("{\"api_key\":\"").Append(key).Append("\",\"batch\":[");
        for (var i = 0; i < batch; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""{"event":"page viewed","distinct_id":"user-{{number * 17 + i}}","timestamp":"2026-01-0{{number % 9 + 1}}T10:00:00.000Z","properties":{"$current_url":"https://shop.example/item/{{i}}","$lib":"posthog-node","$lib_version":"5.70.0","plan":"pro","amount":{{i}}.25,"$session_id":"0197{{number}}","screen":"1440x900"} }""");
        }
        return Encoding.UTF8.GetBytes(text.Append("],\"sent_at\":\"2026-01-10T10:00:00.000Z\"}").ToString());
    }

    private static async Task<double> SendAsync(string url, byte[][] bodies, int events, int batch, int clients)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients, UseCookies = false });
        var requests = events / batch;
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < requests; n = Interlocked.Increment(ref next))
            {
                using var content = new ByteArrayContent(bodies[n % bodies.Length]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var answer = await http.PostAsync(url, content);
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{url} answered {(int)answer.StatusCode}");
            }
        })));
        return requests * (double)batch / clock.Elapsed.TotalSeconds;
    }
}
