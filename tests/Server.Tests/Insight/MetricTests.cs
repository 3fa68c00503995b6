using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Insight;

public sealed class MetricTests(ServerFixture server)
{
    private static readonly JsonNode Revenue = JsonNode.Parse(
        """{"key":"revenue","name":"Revenue","unit":"money","definition":{"series":[{"event":"line","math":"sum","math_property":"revenue"}],"segments":{"sku":"title","country":null}}}""")!;

    private static readonly JsonNode Arpu = JsonNode.Parse("""
        {"key":"arpu","name":"ARPU","unit":"money","definition":{"series":[{"event":"line","math":"sum","math_property":"revenue"},{"event":"line","math":"dau"}],"formula":"A/B"}}
        """)!;

    [Fact]
    public async Task Sums_are_exact_and_periods_are_cut_to_the_range()
    {
        using var api = await server.ApiAsync();
        var product = await ShopAsync(api);
        var metric = (string)(await api.PostAsync($"/api/products/{product.Id}/metrics", Revenue.DeepClone())).Good["id"]!;
        var items = (await api.GetAsync($"/api/products/{product.Id}/metrics/{metric}/observations?from=2011-01-10&to=2011-03-05")).Good["items"]!;
        Assert.Equal("""[{"from":"2011-01-10","to":"2011-01-31","value":"0.3","complete":true},{"from":"2011-02-01","to":"2011-02-28","value":"0","complete":true},{"from":"2011-03-01","to":"2011-03-05","value":"-12.345","complete":true}]""", items.ToJsonString());
        var segment = (await api.GetAsync($"/api/products/{product.Id}/metrics/{metric}/observations?from=2011-01-01&to=2011-01-31&segment=sku:B")).Good["items"]!;
        Assert.Equal("0.2", (string)segment[0]!["value"]!);
    }

    [Fact]
    public async Task A_metric_may_be_a_ratio_of_two_series()
    {
        using var api = await server.ApiAsync();
        var product = await ShopAsync(api);
        var metric = (string)(await api.PostAsync($"/api/products/{product.Id}/metrics", Arpu.DeepClone())).Good["id"]!;
        var items = (await api.GetAsync($"/api/products/{product.Id}/metrics/{metric}/observations?from=2011-01-01&to=2011-02-28")).Good["items"]!;
        Assert.Equal(["0.15", "0"], items.AsArray().Select(i => (string)i!["value"]!));
    }

    [Fact]
    public async Task An_edit_makes_a_version_and_an_old_one_is_refused()
    {
        using var api = await server.ApiAsync();
        var product = await ShopAsync(api);
        var path = $"/api/products/{product.Id}/metrics/{(await api.PostAsync($"/api/products/{product.Id}/metrics", Revenue.DeepClone())).Good["id"]}";
        Assert.Equal(428, (await api.PatchAsync(path, new { name = "Net revenue" })).Code);
        Assert.Equal(2, (int)(await api.PatchAsync(path, new { name = "Net revenue" }, ("If-Match", "\"1\""))).Good["version"]!);
        Assert.Equal(412, (await api.PatchAsync(path, new { name = "Gross" }, ("If-Match", "\"1\""))).Code);
        Assert.Equal("Net revenue", (string)(await api.GetAsync(path)).Good["name"]!);
    }

    [Theory]
    [InlineData("""{"key":"Big Key","name":"x","unit":"money","definition":{"series":[{"event":"a"}]}}""", "key")]
    [InlineData("""{"key":"x","name":"","unit":"money","definition":{"series":[{"event":"a"}]}}""", "name")]
    [InlineData("""{"key":"x","name":"x","unit":"furlong","definition":{"series":[{"event":"a"}]}}""", "unit")]
    [InlineData("""{"key":"x","name":"x","unit":"count"}""", "definition")]
    [InlineData("""{"key":"x","name":"x","unit":"count","definition":{"series":[{"event":"a","math":"sum"}]}}""", "definition.series[0].math_property")]
    [InlineData("""{"key":"x","name":"x","unit":"count","definition":{"series":[{"event":"a"}],"formula":"A/B"}}""", "definition.formula")]
    public async Task A_wrong_metric_names_its_field(string body, string field)
    {
        using var api = await server.ApiAsync();
        var product = await QuestionTests.ProductAsync(api, "wrong metric", "UTC");
        var answer = await api.PostAsync($"/api/products/{product.Id}/metrics", JsonNode.Parse(body));
        Assert.Equal((400, field), (answer.Code, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task A_metric_is_owned_by_someone_of_the_workspace()
    {
        using var api = await server.ApiAsync();
        var product = await ShopAsync(api);
        var body = Revenue.DeepClone();
        body["owner"] = "00000000-0000-0000-0000-000000000001";
        var answer = await api.PostAsync($"/api/products/{product.Id}/metrics", body);
        Assert.Equal((400, "owner"), (answer.Code, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task A_viewer_reads_metrics_and_makes_none()
    {
        using var api = await server.ApiAsync();
        using var viewer = await server.ApiAsync("viewer");
        var product = await ShopAsync(api);
        Assert.True((await viewer.GetAsync($"/api/products/{product.Id}/metrics")).Ok);
        Assert.Equal(403, (await viewer.PostAsync($"/api/products/{product.Id}/metrics", Revenue.DeepClone())).Code);
    }

    private static async Task<(string Id, string Key)> ShopAsync(Api api)
    {
        var product = await QuestionTests.ProductAsync(api, "shop", "Europe/London", "GBP");
        await QuestionTests.SendAsync(api, product,
        [
            Line("p1", "2011-01-10T10:00:00Z", 0.1m, "A"), Line("p2", "2011-01-20T10:00:00Z", 0.2m, "B"), Line("p1", "2011-03-01T00:30:00Z", -12.345m, "A"), Line("p1", "2011-03-06T00:30:00Z", 99m, "A"),
        ]);
        return product;
    }

    private static JsonObject Line(string person, string at, decimal revenue, string sku) =>
        Cases.Event(person, "line", at, new JsonObject { ["revenue"] = revenue, ["sku"] = sku, ["title"] = $"Item {sku}", ["country"] = "UK" });
}
