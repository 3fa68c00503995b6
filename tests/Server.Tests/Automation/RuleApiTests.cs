using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Automation;

/// <summary>Rules and signals over HTTP, on the real program.</summary>
public sealed class RuleApiTests(ServerFixture server)
{
    private static JsonObject Body(string project, string metric) => new()
    {
        ["name"] = "Revenue under its band", ["kind"] = "band", ["projectId"] = project, ["metricId"] = metric, ["direction"] = "down", ["title"] = "Look into {metric}", ["checklist"] = new JsonArray("First", "Second"),
    };

    private async Task<(string Product, string Project, string Metric)> ShopAsync(Api api)
    {
        var product = (string)(await api.PostAsync("/api/products", new { name = "Rules shop", timeZone = "Europe/London", currency = "GBP" })).Good["id"]!;
        var project = (string)(await api.PostAsync("/api/projects", new { name = "Launch", productId = product, start = "2026-01-05", timeZone = "Europe/London" })).Good["id"]!;
        var metric = (string)(await api.PostAsync($"/api/products/{product}/metrics", new
        {
            key = "orders", name = "Orders", unit = "count", definition = new { series = new[] { new { @event = "Order placed", math = "total" } } },
        })).Good["id"]!;
        return (product, project, metric);
    }

    [Fact]
    public async Task A_rule_is_made_read_changed_by_version_and_removed()
    {
        using var api = await server.ApiAsync("owner");
        var (product, project, metric) = await ShopAsync(api);
        var made = (await api.PostAsync($"/api/products/{product}/rules", Body(project, metric))).Good;
        var path = $"/api/products/{product}/rules/{(string)made["id"]!}";
        Assert.Equal((3, 4, "open", true), ((int)made["cap"]!, (int)made["cooldownWeeks"]!, (string)made["action"]!, (bool)made["enabled"]!));
        var read = await api.GetAsync(path);
        Assert.Equal("\"1\"", read.ETag);
        Assert.Equal(428, (await api.PatchAsync(path, new { cap = 1 })).Code);
        var changed = await api.PatchAsync(path, new { cap = 1, enabled = false }, ("If-Match", read.ETag!));
        Assert.Equal((1, false, "\"2\""), ((int)changed.Good["cap"]!, (bool)changed.Good["enabled"]!, changed.ETag));
        Assert.Equal(412, (await api.PatchAsync(path, new { cap = 2 }, ("If-Match", read.ETag!))).Code);
        Assert.Single((await api.GetAsync($"/api/products/{product}/rules")).Good["items"]!.AsArray());
        Assert.Equal("rule_disabled", (await api.PostAsync(path + ":run")).Problem);
        Assert.Equal(204, (await api.DeleteAsync(path)).Code);
        Assert.Equal(404, (await api.GetAsync(path)).Code);
    }

    [Theory, InlineData("7"), InlineData("1"), InlineData("open,closed"), InlineData("sleeping")]
    public async Task A_list_is_asked_for_states_by_name_only(string state)
    {
        using var api = await server.ApiAsync("owner");
        var (product, _, _) = await ShopAsync(api);
        foreach (var list in new[] { "/api/signals", $"/api/products/{product}/signals" })
        {
            var refused = await api.GetAsync($"{list}?state={state}");
            Assert.Equal((400, "bad_value", "state"), (refused.Code, refused.Problem, (string?)refused.Json["field"]));
            Assert.True((await api.GetAsync($"{list}?state=ToDecide")).Ok);
        }
    }

    [Theory]
    [InlineData("accept", 404, "not_found", null)]
    [InlineData("1", 400, "bad_value", "decision")]
    [InlineData("accept,merge", 400, "bad_value", "decision")]
    [InlineData("", 400, "required", "decision")]
    public async Task A_form_sent_with_a_token_needs_no_form_token_and_is_read_as_strictly(string decision, int status, string code, string? field)
    {
        using var api = await server.ApiAsync("owner");
        var answer = await api.PostAsync($"/signals/{Guid.NewGuid()}/decide", new FormUrlEncodedContent([new("decision", decision)]));
        Assert.Equal((status, code, field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task A_form_sent_without_any_token_is_refused()
    {
        using var nobody = server.Nobody();
        var answer = await nobody.PostAsync("/sign-in/demo", new FormUrlEncodedContent([new("account", Guid.NewGuid().ToString())]));
        Assert.Equal((400, "antiforgery"), (answer.Code, answer.Problem));
    }

    [Theory]
    [InlineData("name", "", "required", "name")]
    [InlineData("kind", "weather", "bad_json", "kind")]
    [InlineData("kind", 9, "bad_json", "kind")]
    [InlineData("direction", 1, "bad_json", "direction")]
    [InlineData("direction", "1", "bad_json", "direction")]
    [InlineData("direction", "up,down", "bad_json", "direction")]
    [InlineData("projectId", "no id", "bad_value", "projectId")]
    [InlineData("metricId", "00000000-0000-0000-0000-000000000001", "bad_value", "metricId")]
    [InlineData("open", 1.5, "bad_value", "open")]
    [InlineData("close", 0.9, "bad_value", "close")]
    [InlineData("cap", -1, "bad_value", "cap")]
    [InlineData("segmentKey", "Colour", "bad_value", "segmentKey")]
    [InlineData("title", null, "required", "title")]
    [InlineData("checklist", "one", "bad_json", "checklist")]
    public async Task A_wrong_field_is_refused_by_name(string field, object? value, string code, string named)
    {
        using var api = await server.ApiAsync("owner");
        var (product, project, metric) = await ShopAsync(api);
        var body = Body(project, metric);
        body[field] = value is null ? null : JsonValue.Create(value);
        var answer = await api.PostAsync($"/api/products/{product}/rules", body);
        Assert.Equal((400, code, named), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
        Assert.Empty((await api.GetAsync($"/api/products/{product}/rules")).Good["items"]!.AsArray());
    }

    [Fact]
    public async Task Slow_sellers_need_a_key_and_targets_a_target()
    {
        using var api = await server.ApiAsync("owner");
        var (product, project, metric) = await ShopAsync(api);
        foreach (var (kind, field) in new[] { ("slowSeller", "segmentKey"), ("target", "target") })
        {
            var body = Body(project, metric);
            body["kind"] = kind;
            var answer = await api.PostAsync($"/api/products/{product}/rules", body);
            Assert.Equal((400, "required", field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
        }
    }

    [Fact]
    public async Task Without_data_a_rule_has_nothing_to_judge()
    {
        using var api = await server.ApiAsync("owner");
        var (product, project, metric) = await ShopAsync(api);
        var rule = (string)(await api.PostAsync($"/api/products/{product}/rules", Body(project, metric))).Good["id"]!;
        Assert.Equal("no_complete_period", (await api.PostAsync($"/api/products/{product}/rules/{rule}:run")).Problem);
        Assert.Equal(202, (await api.PostAsync($"/api/products/{product}/rules/{rule}:backtest")).Code);
        Assert.Empty((await api.GetAsync($"/api/products/{product}/signals")).Good["items"]!.AsArray());
    }

    [Theory]
    [InlineData("viewer", 403), InlineData("member", 403), InlineData("project-manager", 403), InlineData("operations-lead", 201)]
    public async Task Who_may_make_rules(string role, int expected)
    {
        using var owner = await server.ApiAsync("owner");
        var (product, project, metric) = await ShopAsync(owner);
        using var api = await server.ApiAsync(role);
        Assert.Equal(expected, (await api.PostAsync($"/api/products/{product}/rules", Body(project, metric))).Code);
    }

    [Theory]
    [InlineData("GET", "/api/signals/00000000-0000-0000-0000-000000000001"), InlineData("GET", "/api/signals/x"), InlineData("GET", "/api/products/x/signals"), InlineData("GET", "/api/products/x/rules")]
    public async Task What_is_not_there_is_404_and_without_a_token_401(string method, string path)
    {
        using var api = await server.ApiAsync("viewer");
        Assert.Equal(404, (await api.SendAsync(new HttpMethod(method), path, null)).Code);
        using var nobody = server.Nobody();
        Assert.Equal(401, (await nobody.SendAsync(new HttpMethod(method), path, null)).Code);
    }
}
