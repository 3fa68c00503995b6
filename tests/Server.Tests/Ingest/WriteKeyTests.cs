namespace Tandem.Server.Tests.Ingest;

/// <summary>A key is rotated without a gap: a new one is added, then the old one revoked, and from then on refused.</summary>
public sealed class WriteKeyTests(ServerFixture server)
{
    [Fact]
    public async Task Old_and_new_key_both_write_until_the_old_one_is_revoked()
    {
        using var api = await server.ApiAsync();
        var shop = await Sending.ProductAsync(api, server.Url);
        var path = $"/api/products/{shop.Id}/write-keys";
        var made = (await api.PostAsync(path)).Good;
        Assert.Equal((200, 200), (await SendAsync(shop, shop.Key), await SendAsync(shop, (string)made["key"]!)));
        var old = (await api.GetAsync(path)).Good["items"]!.AsArray().Single(key => (string?)key!["key"] == shop.Key)!;
        Assert.Equal(204, (await api.DeleteAsync($"{path}/{old["id"]}")).Code);
        Assert.Equal((401, 200), (await SendAsync(shop, shop.Key), await SendAsync(shop, (string)made["key"]!)));
        Assert.NotNull((string?)(await api.GetAsync(path)).Good["items"]!.AsArray().Single(key => (string?)key!["key"] == shop.Key)!["revokedAt"]);
        Assert.Equal(3, (await shop.NamesAsync())["kept"]);
    }

    [Fact]
    public async Task Keys_are_for_who_runs_the_product()
    {
        using var api = await server.ApiAsync();
        using var viewer = await server.ApiAsync("viewer");
        var shop = await Sending.ProductAsync(api, server.Url);
        var path = $"/api/products/{shop.Id}/write-keys";
        Assert.Equal((403, 403), ((await viewer.GetAsync(path)).Code, (await viewer.PostAsync(path)).Code));
        var page = await viewer.GetAsync($"/products/{shop.Id}/settings", ("Accept", "text/html"));
        Assert.Equal((200, true, false), (page.Code, page.Text.Contains("WRITE_KEY", StringComparison.Ordinal), page.Text.Contains(shop.Key, StringComparison.Ordinal)));
        Assert.Equal(404, (await api.DeleteAsync($"{path}/{Guid.NewGuid()}")).Code);
    }

    private static async Task<int> SendAsync(Sending shop, string key) =>
        (await shop.PostAsync("/batch", $$"""{"api_key":"{{key}}","batch":[{"event":"kept","distinct_id":"p","uuid":"{{Guid.NewGuid()}}"}]}""")).Code;
}
