namespace Tandem.Server.Tests.Ingest;

/// <summary>Ids of sites that clients of other servers carry: tied to a product by its people, or by the first client that a new product hears of.</summary>
public sealed class SiteIdTests(ServerFixture server)
{
    [Fact]
    public async Task A_site_id_sends_like_a_key_until_it_is_revoked_and_again_when_it_is_added_again()
    {
        using var api = await server.ApiAsync();
        var (shop, other) = (await Sending.ProductAsync(api, server.Url), await Sending.ProductAsync(api, server.Url));
        var (path, site) = ($"/api/products/{shop.Id}/write-keys", "shop-" + Guid.NewGuid().ToString("N"));
        var made = (await api.PostAsync($"/api/products/{shop.Id}/site-ids", new { site })).Good;
        Assert.Equal((site, true), ((string?)made["key"], (bool)made["site"]!));
        Assert.Equal(202, await ViewAsync(shop, site));
        Assert.Equal((409, "site_taken"), Refusal(await api.PostAsync($"/api/products/{other.Id}/site-ids", new { site })));
        Assert.Equal(204, (await api.DeleteAsync($"{path}/{made["id"]}")).Code);
        await shop.PostAsync("/capture", $$"""{"api_key":"{{shop.Key}}","event":"e","distinct_id":"d"}""");
        await other.PostAsync("/capture", $$"""{"api_key":"{{other.Key}}","event":"e","distinct_id":"d"}""");
        Assert.Equal(401, (await shop.PostAsync("/capture", $$"""{"api_key":"{{site}}","event":"e","distinct_id":"d"}""")).Code);
        Assert.True((await api.PostAsync($"/api/products/{shop.Id}/site-ids", new { site })).Ok);
        Assert.Equal(202, await ViewAsync(shop, site));
        Assert.Equal(2, (await shop.NamesAsync())["$pageview"]);
        // the product's own key stays the one that is shown
        Assert.Equal(shop.Key, (string?)(await api.GetAsync($"/api/products/{shop.Id}")).Good["writeKey"]);
        Assert.Contains(site, (await api.GetAsync($"/products/{shop.Id}/settings", ("Accept", "text/html"))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData("two words", "bad_value")]
    [InlineData("tdm_0123", "bad_value")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901", "too_long")]
    public async Task What_can_be_no_site_id_is_refused_at_its_field(string site, string reason)
    {
        using var api = await server.ApiAsync();
        var shop = await Sending.ProductAsync(api, server.Url);
        Assert.Equal((400, reason), Refusal(await api.PostAsync($"/api/products/{shop.Id}/site-ids", new { site })));
        using var viewer = await server.ApiAsync("viewer");
        Assert.Equal(403, (await viewer.PostAsync($"/api/products/{shop.Id}/site-ids", new { site = "s" })).Code);
    }

    [Fact]
    public async Task Only_a_product_that_waits_alone_and_has_no_events_takes_over_the_first_unknown_site_id()
    {
        await using var host = new HostProcess();
        await host.StartAsync();
        using var api = new Api(host.Url, await host.TokenAsync());
        var shop = await Sending.ProductAsync(api, host.Url);
        Assert.Equal((202, 202, 401), (await ViewAsync(shop, "shop.example"), await ViewAsync(shop, "shop.example"), await ViewAsync(shop, "stranger.example")));
        Assert.Equal(2, (await shop.NamesAsync())["$pageview"]);
        var site = (await api.GetAsync($"/api/products/{shop.Id}/write-keys")).Good["items"]!.AsArray().Single(key => (bool)key!["site"]!)!;
        Assert.Equal("shop.example", (string?)site["key"]);
        var (a, b) = (await Sending.ProductAsync(api, host.Url), await Sending.ProductAsync(api, host.Url));
        Assert.Equal(401, await ViewAsync(a, "whose.example"));
        await a.PostAsync("/capture", $$"""{"api_key":"{{a.Key}}","event":"e","distinct_id":"d"}""");
        Assert.Equal(401, (await b.PostAsync("/2/httpapi", """{"api_key":"whose.example","events":[]}""")).Code);
        Assert.Equal(202, await ViewAsync(b, "whose.example"));
        Assert.Equal(1, (await b.NamesAsync())["$pageview"]);
    }

    private static async Task<int> ViewAsync(Sending shop, string site) => (await shop.PostAsync("/api/event", $$"""{"n":"pageview","u":"https://x/","d":"{{site}}"}""")).Code;

    private static (int, string?) Refusal(Answer answer) => (answer.Code, answer.Problem);
}
