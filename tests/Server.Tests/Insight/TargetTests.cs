using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Insight;

/// <summary>Targets over HTTP.</summary>
public sealed class TargetTests(ServerFixture server)
{
    private static async Task<(string Product, JsonObject Body)> ShopAsync(Api api)
    {
        var product = (await QuestionTests.ProductAsync(api, "target shop", "Europe/London", "GBP")).Id;
        var metric = (await api.PostAsync($"/api/products/{product}/metrics", JsonNode.Parse("""{"key":"revenue","name":"Revenue","unit":"money","definition":{"series":[{"event":"line","math":"sum","math_property":"revenue"}],"segments":{"sku":"title"}}}"""))).Good;
        return (product, new JsonObject { ["metricId"] = (string)metric["id"]!, ["value"] = 1200.5, ["measure"] = "sum", ["wanted"] = "atLeast", ["interval"] = "month", ["from"] = "2026-01-01", ["to"] = "2026-03-31" });
    }

    [Fact]
    public async Task A_target_is_made_read_changed_by_version_and_removed()
    {
        using var api = await server.ApiAsync();
        var (product, body) = await ShopAsync(api);
        body["segment"] = "sku:A";
        var made = await api.PostAsync($"/api/products/{product}/targets", body);
        var path = $"/api/products/{product}/targets/{made.Good["id"]}";
        var read = await api.GetAsync(path);
        Assert.Equal(("\"1\"", "sku:A", 1200.5m, "too_little_data"), (read.ETag, (string)read.Good["segment"]!, (decimal)read.Good["value"]!, (string)read.Good["standing"]!["state"]!));
        Assert.Equal(428, (await api.PatchAsync(path, new { value = 5 })).Code);
        var changed = await api.PatchAsync(path, new { value = 5, segment = "" }, ("If-Match", "\"1\""));
        Assert.Equal((5m, null, "\"2\""), ((decimal)changed.Good["value"]!, (string?)changed.Good["segment"], changed.ETag));
        Assert.Equal(412, (await api.PatchAsync(path, new { value = 6 }, ("If-Match", "\"1\""))).Code);
        Assert.Single((await api.GetAsync($"/api/products/{product}/targets")).Good["items"]!.AsArray());
        Assert.Equal(204, (await api.DeleteAsync(path)).Code);
        Assert.Equal(404, (await api.GetAsync(path)).Code);
    }

    [Theory]
    [InlineData("metricId", "00000000-0000-0000-0000-000000000001", "bad_value"), InlineData("value", null, "required"), InlineData("from", "2026-01-02", "target_from_Month"), InlineData("to", "2026-03-30", "target_to_Month")]
    [InlineData("to", "2025-12-31", "bad_value"), InlineData("to", "2030-12-31", "bad_value"), InlineData("to", "9999-12-31", "bad_value"), InlineData("from", "9998-01-01", "bad_value"), InlineData("segment", "colour:red", "bad_value"), InlineData("segment", "sku", "bad_value"), InlineData("ownerId", "00000000-0000-0000-0000-000000000001", "bad_value")]
    public async Task A_wrong_field_is_refused_by_name(string field, string? value, string code)
    {
        using var api = await server.ApiAsync();
        var (product, body) = await ShopAsync(api);
        body[field] = value;
        var answer = await api.PostAsync($"/api/products/{product}/targets", body);
        Assert.Equal((400, code, field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
        Assert.Empty((await api.GetAsync($"/api/products/{product}/targets")).Good["items"]!.AsArray());
    }

    [Theory]
    [InlineData("viewer", 403), InlineData("member", 403), InlineData("project-manager", 403), InlineData("operations-lead", 201)]
    public async Task Who_may_set_targets(string role, int expected)
    {
        using var owner = await server.ApiAsync();
        using var api = await server.ApiAsync(role);
        var (product, body) = await ShopAsync(role == "operations-lead" ? api : owner);
        Assert.Equal(expected, (await api.PostAsync($"/api/products/{product}/targets", body)).Code);
        Assert.Equal(200, (await api.GetAsync($"/api/products/{product}/targets")).Code);
    }
}
