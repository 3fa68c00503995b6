using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Ingest;

public sealed class FamilyTests(ServerFixture server)
{
    [Theory]
    [InlineData("/batch")]
    [InlineData("/batch/")]
    [InlineData("/e/")]
    [InlineData("/i/v0/e")]
    [InlineData("/i/v0/e/")]
    [InlineData("/capture/")]
    [InlineData("/track/")]
    [InlineData("/engage/")]
    public async Task PostHogs_paths_take_batches_lists_single_events_and_forms(string path)
    {
        var product = await ProductAsync();
        var one = $$$"""{"event":"e","properties":{"distinct_id":"d","token":"{{{product.Key}}}"}}""";
        foreach (var body in (string[])[$$"""{"api_key":"{{product.Key}}","batch":[{{one}}]}""", $"[{one}]", one, "data=" + Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(one)))])
            Assert.Equal("{\"status\":1}", (await product.PostAsync(path, body)).Text);
        Assert.Equal(4, (await product.NamesAsync())["e"]);
    }

    [Fact]
    public async Task PostHogs_v1_gives_a_verdict_for_every_event()
    {
        var product = await ProductAsync();
        var (good, bad) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/i/v1/analytics/events")
        {
            Content = Api.Text($$"""{"created_at":"2025-01-01T00:00:00Z","batch":[{"event":"e","uuid":"{{good}}","distinct_id":"d"},{"uuid":"{{bad}}","distinct_id":"d"}]}""", "application/json"),
            Headers = { { "Authorization", "Bearer " + product.Key }, { "PostHog-Request-Id", "r-1" } },
        };
        using var answer = await http.SendAsync(request);
        var results = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["results"]!;
        Assert.Equal(("ok", "drop", "r-1"), ((string?)results[good.ToString()]!["result"], (string?)results[bad.ToString()]!["result"], answer.Headers.GetValues("PostHog-Request-Id").Single()));
    }

    [Fact]
    public async Task Segments_calls_become_events_and_persons()
    {
        var product = await ProductAsync();
        var body = $$$"""
            {"writeKey":"{{{product.Key}}}","batch":[
              {"type":"page","messageId":"m1","anonymousId":"anon","name":"Home","properties":{"url":"https://shop.example/"},"context":{"campaign":{"source":"news"} } },
              {"type":"identify","messageId":"m2","anonymousId":"anon","userId":"u1","traits":{"plan":"pro"}},
              {"type":"track","messageId":"m3","userId":"u1","event":"Order Completed","properties":{"products":[{"price":1.10,"quantity":3}]}},
              {"type":"group","messageId":"m4","userId":"u1","groupId":"acme","traits":{"size":5}},
              {"type":"alias","messageId":"m5","userId":"u1","previousId":"old"}]}
            """;
        for (var sent = 0; sent < 2; sent++) Assert.Equal("{\"success\":true}", (await product.PostAsync("/v1/batch", body)).Text);
        Assert.Equal(new Dictionary<string, long> { ["$pageview"] = 1, ["$identify"] = 1, ["Order Completed"] = 1, ["$groupidentify"] = 1, ["$create_alias"] = 1 }, await product.NamesAsync());
        var properties = (await product.EventsAsync("anon"))[0]!["properties"]!;
        Assert.Equal(("https://shop.example/", "news"), ((string?)properties["$current_url"], (string?)properties["utm_source"]));
        Assert.Equal(3.30m, (decimal)(await product.EventsAsync("u1")).Single(e => (string?)e!["event"] == "Order Completed")!["properties"]!["revenue"]!);
        var person = (await (await server.ApiAsync()).GetAsync($"/api/products/{product.Id}/persons?distinct_id=old")).Good["items"]![0]!;
        Assert.Equal(["anon", "old", "u1"], person["distinct_ids"]!.AsArray().Select(id => (string)id!).Order());
        Assert.Equal(("pro", true), ((string?)person["properties"]!["plan"], (bool)person["is_identified"]!));
    }

    [Fact]
    public async Task Imported_persons_make_no_events_and_keep_their_date()
    {
        var product = await ProductAsync();
        using var api = await server.ApiAsync();
        var items = new { items = new[] { new { distinct_ids = new[] { "a", "b" }, properties = new { plan = "pro" }, is_identified = true, created_at = "2020-01-01T00:00:00Z" } } };
        for (var sent = 0; sent < 2; sent++) Assert.True((await api.PostAsync($"/api/products/{product.Id}/persons:import", items)).Ok);
        await product.PostAsync("/batch/", $$"""{"api_key":"{{product.Key}}","historical_migration":true,"batch":[{"event":"early","distinct_id":"a","timestamp":"2019-01-01T00:00:00Z"}]}""");
        var person = (await api.GetAsync($"/api/products/{product.Id}/persons?distinct_id=b")).Good["items"]![0]!;
        Assert.Equal(("2020-01-01T00:00:00Z", 2), ((string?)person["created_at"], person["distinct_ids"]!.AsArray().Count));
        Assert.Equal(new Dictionary<string, long> { ["early"] = 1 }, await product.NamesAsync());
    }

    private async Task<Sending> ProductAsync() => await Sending.ProductAsync(await server.ApiAsync(), server.Url);
}
