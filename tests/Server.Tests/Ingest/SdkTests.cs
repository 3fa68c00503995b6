using System.Diagnostics;

namespace Tandem.Server.Tests.Ingest;

/// <summary>The vendors' own clients, unmodified from npm (tests/clients), against the real program.</summary>
public sealed class SdkTests(ServerFixture server, ITestOutputHelper output)
{
    [Theory]
    [InlineData("posthog-node", 10_000, """
        const { PostHog } = require("posthog-node");
        const client = new PostHog(key, { host: url });
        for (let i = 0; i < count; i++) { client.capture({ distinctId: `d${i}`, event: "sent", properties: { i, name: `名 ${i}` } }); if (i % 500 === 499) await client.flush(); }
        await client.shutdown();
        """)]
    [InlineData("@segment/analytics-node", 10_000, """
        const { Analytics } = require("@segment/analytics-node");
        const client = new Analytics({ writeKey: key, host: url });
        for (let i = 0; i < count; i++) { client.track({ userId: `d${i}`, event: "sent", properties: { i, name: `名 ${i}` } }); if (i % 500 === 499) await client.flush(); }
        await client.closeAndFlush();
        """)]
    [InlineData("@rudderstack/rudder-sdk-node", 2_000, """
        const Analytics = require("@rudderstack/rudder-sdk-node");
        const client = new Analytics(key, { dataPlaneUrl: url, flushAt: 100 });
        let done = 0;
        await new Promise(all => { for (let i = 0; i < count; i++) client.track({ userId: `d${i}`, event: "sent", properties: { i, name: `名 ${i}` } }, () => { if (++done === count) all(); }); client.flush(); });
        """)]
    [InlineData("@amplitude/analytics-node", 2_000, """
        const client = require("@amplitude/analytics-node");
        await client.init(key, { serverUrl: url + "/2/httpapi" }).promise;
        for (let i = 0; i < count; i++) client.track("sent", { i, name: `名 ${i}` }, { user_id: `d${i}` });
        await client.flush().promise;
        """)]
    [InlineData("mixpanel", 2_000, """
        const { hostname, port } = new URL(url);
        const client = require("mixpanel").init(key, { host: hostname, port, protocol: "http" });
        const call = make => new Promise((good, bad) => make(error => error && error.length !== 0 ? bad(error) : good()));
        await call(end => client.track_batch(Array.from({ length: count - 1 }, (_, i) => ({ event: "sent", properties: { distinct_id: `d${i}`, name: `名 ${i}` } })), { max_concurrent_requests: 4 }, end));
        await call(end => client.track("sent", { distinct_id: "one" }, end));
        await call(end => client.people.set("one", { plan: "pro" }, end));
        """)]
    [InlineData("matomo-tracker", 500, """
        const Tracker = require("matomo-tracker");
        const client = new Tracker(key, url + "/matomo.php", true);
        await new Promise((good, bad) => { client.on("error", bad); client.trackBulk(Array.from({ length: count }, (_, i) => ({ url: "https://x/", e_c: "c", e_a: "sent", uid: `d${i}` })), good); });
        """)]
    [InlineData("@umami/node", 100, """
        const client = require("@umami/node").default;
        client.init({ websiteId: key, hostUrl: url });
        for (let i = 0; i < count; i++) if (!(await client.track("sent", { i })).ok) throw new Error("Error: refused");
        """)]
    [InlineData("sa-sdk-node", 100, """
        const Sensors = require("sa-sdk-node");
        const client = new Sensors();
        client.submitTo({ url: `${url}/sa?project=default&token=${key}`, mode: "track" });
        for (let i = 0; i < count; i++) client.track(`d${i}`, "sent", { index: i });
        """)]
    [InlineData("countly-sdk-nodejs", 100, """
        const Countly = require("countly-sdk-nodejs");
        const store = require("countly-sdk-nodejs/lib/countly-storage");
        Countly.init({ app_key: key, device_id: "d", url, interval: 50, storage_type: "memory", max_events: 20 });
        for (let i = 0; i < count; i++) Countly.add_event({ key: "sent", segmentation: { i } });
        setInterval(() => { if (store.storeGet("cly_queue", []).length + store.storeGet("cly_event", []).length === 0) process.exit(0); }, 200);
        """)]
    public async Task Events_of_an_unmodified_client_arrive_once_each(string package, int count, string script)
    {
        var clients = Path.Combine(Paths.Repository, "tests", "clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules", package)))
        {
            output.WriteLine($"{package} is not installed in tests/clients (npm ci): not run");
            return;
        }
        var product = await Sending.ProductAsync(await server.ApiAsync(), server.Url);
        var code = $"const [key, url, count] = ['{product.Key}', '{server.Url}', {count}]; (async () => {{ {script} }})().catch(e => {{ console.error(e); process.exit(1); }});";
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", code]) { WorkingDirectory = clients, RedirectStandardError = true })!;
        var error = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal((0, count), (node.ExitCode, (await product.NamesAsync()).GetValueOrDefault("sent")));
        Assert.DoesNotContain("Error", error, StringComparison.Ordinal);
    }
}
