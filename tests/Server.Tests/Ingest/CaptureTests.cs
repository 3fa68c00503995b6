using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Ingest;

/// <summary>Requests of real clients in real browsers, recorded byte by byte (in the folder that TANDEM_TESTDATA names), sent again unchanged.</summary>
public sealed class CaptureTests(ServerFixture server, ITestOutputHelper output)
{
    [Theory]
    [InlineData("umami-tracker-3.1.0", "33333333-3333-4333-8333-333333333333", 1, "$pageview 1, signup 1")]
    [InlineData("plausible-tracker-0.4.6", "example.com", 1, "$pageview 1, Signup 1")] // its last request came from a headless browser: a bot
    [InlineData("matomo.js-5", "1", 2, "$pageview 1, Act 1, Goal 1 1, Order Completed 1")]
    [InlineData("sa-sdk-javascript-1.27.11", "default", 2, "$SignUp 1, $WebClick 1, $WebStay 1, $pageview 1, $set 2, Buy 1")]
    [InlineData("countly-sdk-web-26.1.1", "ck", 2, "session_start 1")]
    public async Task Every_event_of_a_recorded_client_is_stored_once(string file, string site, int times, string expected)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("TANDEM_TESTDATA") ?? "", "analytics", "wire", file + ".jsonl");
        if (!File.Exists(path))
        {
            output.WriteLine("TANDEM_TESTDATA is not set: the recorded requests are not there");
            return;
        }
        using var api = await server.ApiAsync();
        var product = await Sending.ProductAsync(api, server.Url);
        Assert.True((await api.PostAsync($"/api/products/{product.Id}/site-ids", new { site })).Ok);
        for (var sent = 0; sent < times; sent++)
            foreach (var line in await File.ReadAllLinesAsync(path)) await SendAsync(JsonNode.Parse(line)!);
        Assert.Equal(expected, string.Join(", ", (await product.NamesAsync()).OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {n.Value}")));
    }

    private async Task SendAsync(JsonNode recorded)
    {
        var query = string.Join('&', recorded["query"]!.AsObject().Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString((string)f.Value!)}"));
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{recorded["path"]}?{query}") { Content = new ByteArrayContent(Convert.FromBase64String((string)recorded["raw_b64"]!)) };
        request.Headers.Add("Origin", "http://shop.example");
        request.Headers.TryAddWithoutValidation("User-Agent", (string?)recorded["headers"]!["user-agent"]);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse((string)recorded["headers"]!["content-type"]!);
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{recorded["path"]}: {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal("http://shop.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
