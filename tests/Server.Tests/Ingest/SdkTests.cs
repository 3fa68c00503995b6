using System.Diagnostics;

namespace Tandem.Server.Tests.Ingest;

/// <summary>The vendors' own clients, unmodified from npm (tests/clients), against the real program.</summary>
public sealed class SdkTests(ServerFixture server, ITestOutputHelper output)
{
    private const int Count = 10_000;

    [Theory]
    [InlineData("posthog-node", """
        const { PostHog } = require("posthog-node");
        const client = new PostHog(key, { host: url });
        for (let i = 0; i < count; i++) { client.capture({ distinctId: `d${i}`, event: "sent", properties: { i, name: `名 ${i}` } }); if (i % 500 === 499) await client.flush(); }
        await client.shutdown();
        """)]
    [InlineData("@segment/analytics-node", """
        const { Analytics } = require("@segment/analytics-node");
        const client = new Analytics({ writeKey: key, host: url });
        for (let i = 0; i < count; i++) { client.track({ userId: `d${i}`, event: "sent", properties: { i, name: `名 ${i}` } }); if (i % 500 === 499) await client.flush(); }
        await client.closeAndFlush();
        """)]
    public async Task Ten_thousand_events_of_an_unmodified_client_arrive_once_each(string package, string script)
    {
        var clients = Path.Combine(Paths.Repository, "tests", "clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules", package)))
        {
            output.WriteLine($"{package} is not installed in tests/clients (npm ci): not run");
            return;
        }
        var product = await Sending.ProductAsync(await server.ApiAsync(), server.Url);
        var code = $"const [key, url, count] = ['{product.Key}', '{server.Url}', {Count}]; (async () => {{ {script} }})().catch(e => {{ console.error(e); process.exit(1); }});";
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", code]) { WorkingDirectory = clients, RedirectStandardError = true })!;
        var error = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal((0, Count), (node.ExitCode, (await product.NamesAsync()).GetValueOrDefault("sent")));
        Assert.DoesNotContain("Error", error, StringComparison.Ordinal);
    }
}
