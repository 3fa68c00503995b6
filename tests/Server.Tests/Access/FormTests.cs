using System.Net;

namespace Tandem.Server.Tests.Access;

/// <summary>Plain forms: what is refused comes back as it was typed, with the problem at its field; what is right leads on.</summary>
public sealed class FormTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    private async Task<(string Product, string Project, string Metric)> ShopAsync()
    {
        var product = (string)(await own.Owner.PostAsync("/api/products", new { name = "Form shop", timeZone = "Europe/London", currency = "GBP" })).Good["id"]!;
        var project = (string)(await own.Owner.PostAsync("/api/projects", new { name = "Launch", productId = product, start = "2026-01-05", timeZone = "Europe/London" })).Good["id"]!;
        var metric = (string)(await own.Owner.PostAsync($"/api/products/{product}/metrics", new
        {
            key = "orders", name = "Orders", unit = "count", definition = new { series = new[] { new { @event = "Order placed", math = "total" } } },
        })).Good["id"]!;
        return (product, project, metric);
    }

    private static void IsRefused(PageSeen page, string field, params string[] typed)
    {
        Assert.Equal(400, page.Status);
        Assert.Contains($"id=\"f-{field}-error\"", page.Html);
        Assert.Contains($"aria-describedby=\"f-{field}-error\"", page.Html);
        foreach (var text in typed) Assert.Contains(text, WebUtility.HtmlDecode(page.Html));
    }

    private static (string, string)[] Rule(string project, string metric, string minimum) =>
    [
        ("name", "Orders \"under\" the band"), ("metricId", metric), ("segmentKey", ""), ("direction", "Up"), ("interval", "Month"), ("minimum", minimum), ("action", "Ask"), ("projectId", project),
        ("title", "Look into {metric}"), ("description", "All of it"), ("checklist", "First\nSecond"), ("ownerId", "role:ProjectManager"), ("dueDays", "7"), ("effortDays", "2"), ("cap", "1"), ("cooldownWeeks", "0"), ("holdOutPercent", "10"),
    ];

    [Fact]
    public async Task A_refused_rule_comes_back_whole_and_is_made_once_it_is_right()
    {
        var (product, project, metric) = await ShopAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"/products/{product}/rules/new?kind=Band"), "name=\"minimum\"", Rule(project, metric, "-5"));
        IsRefused(refused, "minimum", "value=\"Orders \"under\" the band\"", "value=\"-5\"", "value=\"Up\" selected", "value=\"Month\" selected", "value=\"Ask\" checked", "First\nSecond", "value=\"role:ProjectManager\" selected", "value=\"10\"");
        Assert.DoesNotContain("name=\"enabled\" value=\"true\" checked", refused.Html);
        Assert.Empty((await own.Owner.GetAsync($"/api/products/{product}/rules")).Good["items"]!.AsArray());
        var made = await browser.SubmitAsync(refused, "name=\"minimum\"", Rule(project, metric, "5"));
        var rule = (await own.Owner.GetAsync($"/api/products/{product}/rules")).Good["items"]!.AsArray().Single()!;
        Assert.Equal($"/products/{product}/rules/{rule["id"]}", made.Path);
        Assert.Equal(("projectManager", false, 5), ((string)rule["ownerRole"]!, (bool)rule["enabled"]!, (int)rule["minimum"]!));
    }

    [Fact]
    public async Task An_old_version_of_a_rule_is_refused_once_and_saved_when_meant()
    {
        var (product, project, metric) = await ShopAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.SubmitAsync(await browser.OpenAsync($"/products/{product}/rules/new?kind=Band"), "name=\"minimum\"", Rule(project, metric, "5"));
        await own.Owner.PatchAsync("/api" + page.Path, new { cap = 9 }, ("If-Match", "\"1\""));
        var late = await browser.SubmitAsync(page, "name=\"minimum\"", Rule(project, metric, "6"));
        Assert.Equal((412, true), (late.Status, late.Html.Contains("value=\"6\"", StringComparison.Ordinal)));
        Assert.Equal(200, (await browser.SubmitAsync(late, "name=\"minimum\"", Rule(project, metric, "6"))).Status);
        Assert.Equal((6, 1), ((int)(await own.Owner.GetAsync("/api" + page.Path)).Good["minimum"]!, (int)(await own.Owner.GetAsync("/api" + page.Path)).Good["cap"]!));
    }

    [Fact]
    public async Task A_refused_product_keeps_what_was_typed_and_a_right_one_leads_to_its_key()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var refused = await browser.SubmitAsync(await browser.OpenAsync("/products/new"), "name=\"currency\"", ("name", "My shop"), ("timeZone", "Mars/Phobos"), ("currency", "CNY"));
        IsRefused(refused, "timeZone", "value=\"My shop\"", "value=\"Mars/Phobos\"", "value=\"CNY\"");
        var made = await browser.SubmitAsync(refused, "name=\"currency\"", ("name", "My shop"), ("timeZone", "Asia/Shanghai"), ("currency", ""));
        Assert.EndsWith("/settings", made.Path);
        Assert.Contains("My shop", made.Html);
        var rotated = await browser.SubmitAsync(made, "/write-keys");
        Assert.Equal(made.Path, rotated.Path);
        Assert.Equal(2, rotated.Forms.Count(form => form.Fields.ContainsKey("revoke")));
        var revoked = await browser.SubmitAsync(rotated, "name=\"revoke\"");
        Assert.Equal((made.Path, 1), (revoked.Path, revoked.Forms.Count(form => form.Fields.ContainsKey("revoke"))));
    }

    [Fact]
    public async Task A_further_workspace_without_a_name_is_refused_at_its_own_field()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var refused = await browser.SubmitAsync(await browser.OpenAsync("/settings"), "name=\"further\"", ("further", ""));
        IsRefused(refused, "further");
        Assert.DoesNotContain("f-name-error", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_project_keeps_what_was_typed()
    {
        var (product, _, _) = await ShopAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        var refused = await browser.SubmitAsync(await browser.OpenAsync("/projects"), "name=\"timeZone\"", ("name", "Winter"), ("productId", product), ("start", "2026-03-02"), ("timeZone", "Mars/Phobos"));
        IsRefused(refused, "timeZone", "value=\"Winter\"", "value=\"2026-03-02\"", "value=\"Mars/Phobos\"", $"value=\"{product}\" selected");
        var made = await browser.SubmitAsync(refused, "name=\"timeZone\"", ("name", "Winter"), ("productId", product), ("start", "2026-03-02"), ("timeZone", "Asia/Shanghai"));
        Assert.EndsWith("/plan", made.Path);
    }

    [Fact]
    public async Task A_target_says_which_day_is_wrong_and_is_made_changed_and_removed_by_its_page()
    {
        var (product, _, metric) = await ShopAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        (string, string)[] Fields(string from) => [("metricId", metric), ("segment", ""), ("wanted", "AtLeast"), ("value", "500.5"), ("measure", "Mean"), ("interval", "Week"), ("from", from), ("to", "2026-03-29"), ("ownerId", "")];
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"/products/{product}/targets/new"), "name=\"measure\"", Fields("2026-03-03"));
        IsRefused(refused, "from", "value=\"500.5\"", "value=\"2026-03-03\"", "value=\"Mean\" selected");
        Assert.Contains("Monday", refused.Html);
        var made = await browser.SubmitAsync(refused, "name=\"measure\"", Fields("2026-03-02"));
        Assert.Equal(200, made.Status);
        Assert.Contains("500.5", (await browser.OpenAsync($"/products/{product}/targets")).Html);
        var gone = await browser.SubmitAsync(made, "remove-target");
        Assert.Equal($"/products/{product}/targets", gone.Path);
        Assert.Empty((await own.Owner.GetAsync($"/api/products/{product}/targets")).Good["items"]!.AsArray());
    }

    [Fact]
    public async Task A_metric_is_made_by_its_form_and_a_change_makes_a_version_in_the_readers_language()
    {
        var (product, project, _) = await ShopAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        (string, string)[] Fields(string name, string property) => [("name", name), ("note", "All lines"), ("unit", "money"), ("interval", "week"), ("ownerId", ""), ("event", "*"), ("math", "sum"), ("property", property), ("where1", "kind"), ("op1", "is_not"), ("value1", "test, trial"), ("where2", ""), ("op2", "exact"), ("value2", ""), ("segments", "sku=title, country")];
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"/products/{product}/metrics/new"), "name=\"math\"", [.. Fields("Net revenue", ""), ("key", "net")]);
        IsRefused(refused, "property", "value=\"Net revenue\"", "value=\"test, trial\"", "value=\"sum\" selected");
        var made = await browser.SubmitAsync(refused, "name=\"math\"", [.. Fields("Net revenue", "revenue"), ("key", "net")]);
        var metric = (await own.Owner.GetAsync("/api" + made.Path)).Good;
        Assert.Equal("""{"series":[{"event":null,"math":"sum","math_property":"revenue","filters":[{"key":"kind","op":"is_not","value":["test","trial"]}]}],"segments":{"sku":"title","country":null}}""", metric["definition"]!.ToJsonString());
        using var chinese = new Browser(own.Host.Url, "zh-CN");
        await chinese.SignInAsync(Owned.Email, Owned.Password);
        await chinese.SubmitAsync(await chinese.OpenAsync(made.Path + "/edit"), "name=\"math\"", Fields("净销售额", "revenue"));
        Assert.Equal((2, "Net revenue"), ((int)(await own.Owner.GetAsync("/api" + made.Path)).Good["version"]!, (string)(await own.Owner.GetAsync("/api" + made.Path)).Good["name"]!));
        Assert.Contains(">Net revenue</option>", (await browser.OpenAsync($"/products/{product}/rules/new?kind=Band")).Html);
        Assert.Contains(">净销售额</option>", (await chinese.OpenAsync($"/products/{product}/rules/new?kind=Band")).Html);
        Assert.NotEmpty(project);
    }

    [Fact]
    public async Task A_definition_beyond_the_form_is_edited_as_it_is()
    {
        var (product, _, _) = await ShopAsync();
        var made = (await own.Owner.PostAsync($"/api/products/{product}/metrics", System.Text.Json.Nodes.JsonNode.Parse(
            """{"key":"arpu","name":"ARPU","unit":"money","definition":{"series":[{"event":"line","math":"sum","math_property":"revenue"},{"event":"line","math":"dau"}],"formula":"A/B"}}"""))).Good;
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"/products/{product}/metrics/{made["id"]}/edit");
        (string, string)[] Fields(string definition) => [("name", "ARPU"), ("note", ""), ("unit", "money"), ("interval", "month"), ("ownerId", ""), ("definition", definition)];
        IsRefused(await browser.SubmitAsync(page, "name=\"definition\"", Fields("{ not json")), "definition", "{ not json");
        IsRefused(await browser.SubmitAsync(page, "name=\"definition\"", Fields("""{"series":[{"event":"line"},{"event":"line"}]}""")), "definition");
        Assert.Equal(200, (await browser.SubmitAsync(page, "name=\"definition\"", Fields("""{"series":[{"event":"line"},{"event":"line","math":"dau"}],"formula":"B/A"}"""))).Status);
        Assert.Equal("B/A", (string)(await own.Owner.GetAsync($"/api/products/{product}/metrics/{made["id"]}")).Good["definition"]!["formula"]!);
    }

    [Fact]
    public async Task Refused_invitations_and_tokens_keep_what_was_typed()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var invited = await browser.SubmitAsync(await browser.OpenAsync("/settings/members"), "name=\"email\"", ("email", "no address"), ("role", "pmo"), ("scope", ""));
        IsRefused(invited, "email", "value=\"no address\"", "value=\"pmo\" selected");
        var token = await browser.SubmitAsync(await browser.OpenAsync("/settings/tokens"), "name=\"days\"", ("name", new string('x', 201)), ("role", "pmo"), ("days", "30"));
        IsRefused(token, "name", new string('x', 201), "value=\"pmo\" selected", "value=\"30\" selected");
    }

    [Fact]
    public async Task A_refused_risk_comes_back_as_it_was_typed_and_is_added_once_it_is_right()
    {
        var (_, project, _) = await ShopAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        (string, string)[] risk = [("name", "Port strike"), ("probability", "often"), ("item0", ""), ("delay0Low", ""), ("delay0Likely", ""), ("delay0High", ""), ("cost0Low", ""), ("cost0Likely", ""), ("cost0High", ""), ("response", "transfer"), ("state", "open"), ("plan", "Second port")];
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"/projects/{project}/risks"), "name=\"probability\"", risk);
        IsRefused(refused, "probability", "value=\"Port strike\"", "value=\"often\"", "value=\"transfer\" selected", "value=\"Second port\"");
        risk[1] = ("probability", "20");
        await browser.SubmitAsync(refused, "name=\"probability\"", risk);
        var made = Assert.Single((await own.Owner.GetAsync($"/api/projects/{project}/risks")).Good["items"]!.AsArray())!;
        Assert.Equal(("Port strike", 0.2, "transfer"), ((string)made["name"]!, (double)made["probability"]!, (string)made["response"]!));
    }

    [Fact]
    public async Task A_site_id_that_can_be_none_comes_back_and_is_tied_once_it_is_right()
    {
        var (product, _, _) = await ShopAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"/products/{product}/settings"), "name=\"site\"", [("site", "two words")]);
        IsRefused(refused, "site", "value=\"two words\"");
        var tied = await browser.SubmitAsync(refused, "name=\"site\"", [("site", "form-shop.example")]);
        Assert.Equal((200, true), (tied.Status, tied.Html.Contains("form-shop.example", StringComparison.Ordinal)));
    }
}
