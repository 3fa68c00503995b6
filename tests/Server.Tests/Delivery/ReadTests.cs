using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

public sealed class ReadTests(ServerFixture server)
{
    [Fact]
    public async Task Rows_come_by_columns_for_a_window_of_the_plan()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 5);
        var rows = (await api.GetAsync($"{plan.Path}/plan/rows?from=1&count=2&fields=name,finish,duration")).Good;
        Assert.Equal((5, 1), ((int)rows["total"]!, (int)rows["from"]!));
        Assert.Equal("""{"name":["Step 2","Step 3"],"finish":["2026-01-06T17:00","2026-01-07T17:00"],"duration":[480,480]}""", rows["columns"]!.ToJsonString());
        var wrong = await api.GetAsync($"{plan.Path}/plan/rows?fields=colour");
        Assert.Equal((400, "fields"), (wrong.Code, (string?)wrong.Json["field"]));
    }

    [Fact]
    public async Task A_milestone_is_an_appointment_in_the_calendar_file()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await api.PostAsync($"{plan.Path}/items", new { name = "Open; at last", type = "milestone", constraint = "snet", constraintDate = "2026-07-01T09:00" })).Good;
        var file = (await api.GetAsync($"{plan.Path}/plan:export?format=ics")).Text;
        Assert.Contains("SUMMARY:Open\\; at last\r\n", file);
        Assert.Contains("DTSTART:20260701T080000Z\r\n", file);
    }

    [Fact]
    public async Task What_a_CSV_export_holds_comes_in_again()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 4);
        var again = await SmallPlan.EmptyAsync(api);
        _ = (await again.ImportAsync((await api.GetAsync($"{plan.Path}/plan:export?format=csv")).Text, "text/csv")).Good;
        Assert.Equal(Dates(await plan.ItemsAsync()), Dates(await again.ItemsAsync()));
    }

    private static List<string> Dates(JsonArray items) => [.. items.Select(item => $"{item!["name"]} {item["start"]} {item["finish"]}")];

    [Fact]
    public async Task A_project_of_another_kind_of_id_is_not_found()
    {
        using var api = await server.ApiAsync();
        foreach (var id in new[] { "1", "nothing", Guid.NewGuid().ToString() })
            Assert.Equal((404, "not_found"), (await api.GetAsync($"/api/projects/{id}/plan") is var answer ? answer.Code : 0, answer.Problem));
    }

    [Fact]
    public async Task A_project_needs_a_name_a_product_a_start_and_a_zone()
    {
        using var api = await server.ApiAsync();
        var product = (string)(await api.PostAsync("/api/products", new { name = "Shop", timeZone = "UTC" })).Good["id"]!;
        foreach (var (field, body) in new[]
        {
            ("name", new { name = " ", productId = product, start = "2026-01-05", timeZone = "UTC" }), ("name", new { name = new string('n', 201), productId = product, start = "2026-01-05", timeZone = "UTC" }),
            ("start", new { name = "P", productId = product, start = "2026-13-05", timeZone = "UTC" }), ("timeZone", new { name = "P", productId = product, start = "2026-01-05", timeZone = "Mars/Olympus" }),
            ("productId", new { name = "P", productId = Guid.NewGuid().ToString(), start = "2026-01-05", timeZone = "UTC" }),
        })
        {
            var answer = await api.PostAsync("/api/projects", body);
            Assert.InRange(answer.Code, 400, 404);
            Assert.Equal(field, (string?)answer.Json["field"]);
        }
    }
}
