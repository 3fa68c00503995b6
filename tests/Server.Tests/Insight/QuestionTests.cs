using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Insight;

public sealed class QuestionTests(ServerFixture server)
{
    public static TheoryData<string> Ids => [.. Cases.All().Select(c => (string)c["id"]!)];

    [Theory, MemberData(nameof(Ids))]
    public async Task A_case_of_the_definitions_gives_its_numbers(string id)
    {
        var one = Cases.All().Single(c => (string)c["id"]! == id);
        using var api = await server.ApiAsync();
        var product = await ProductAsync(api, id, (string?)one["timezone"] ?? "UTC");
        await SendAsync(api, product, Cases.Events(one));
        var answer = await AskAsync(api, product, (string)one["kind"]!, one["query"]!);
        if (one["expect"]!["error"] is not null) Assert.InRange(answer.Code, 400, 499);
        else Assert.Null(Cases.Difference(one["expect"], answer.Good));
    }

    [Fact]
    public async Task A_merge_changes_all_old_results_at_once()
    {
        using var api = await server.ApiAsync();
        var product = await ProductAsync(api, "merge", "UTC");
        await SendAsync(api, product, [Cases.Event("a", "sign up", "2021-05-01T10:00:00Z"), Cases.Event("b", "pay", "2021-05-01T11:00:00Z")]);
        var funnel = JsonNode.Parse("""{"steps":[{"event":"sign up"},{"event":"pay"}],"date_from":"2021-05-01","date_to":"2021-05-02"}""")!;
        Assert.Equal("[1,0]", (await AskAsync(api, product, "funnel", funnel)).Good["counts"]!.ToJsonString());
        await SendAsync(api, product, [Cases.Event("a", "$create_alias", "2021-06-01T10:00:00Z", new JsonObject { ["alias"] = "b" })]);
        Assert.Equal("[1,1]", (await AskAsync(api, product, "funnel", funnel)).Good["counts"]!.ToJsonString());
    }

    [Theory]
    [InlineData("trends", """{"series":[{"event":"a"}],"interval":"x'); DROP TABLE events; --","date_from":"2025-02-02","date_to":"2025-02-02"}""", "interval")]
    [InlineData("trends", """{"series":[{"event":"a"}],"interval":"hour","date_from":"0001-01-01","date_to":"9999-12-31"}""", "date_from")]
    [InlineData("trends", """{"series":[{"event":"a"}],"date_from":"2025-02-30","date_to":"2025-03-01"}""", "date_from")]
    [InlineData("trends", """{"series":[{"event":"a","filters":[{"key":"k","op":"regex","value":"("}]}],"date_from":"2025-02-02","date_to":"2025-02-02"}""", "series[0].filters[0].value")]
    [InlineData("funnel", """{"steps":[]}""", "steps")]
    [InlineData("retention", """{"target":{"event":"a"},"intervals":3}""", "last_interval_contains")]
    [InlineData("funnel", "[]", "query")]
    public async Task A_wrong_question_names_its_field(string kind, string question, string field)
    {
        using var api = await server.ApiAsync();
        var answer = await AskAsync(api, await ProductAsync(api, "wrong", "UTC"), kind, JsonNode.Parse(question)!);
        Assert.Equal((400, field), (answer.Code, (string?)answer.Json["field"]));
        Assert.DoesNotContain("problem.", (string)answer.Json["detail"]!);
    }

    [Theory]
    [InlineData("x') ; DROP TABLE events; --")]
    [InlineData("a\" OR \"1\"=\"1")]
    [InlineData("$.a.b")]
    [InlineData("~/%s{0}键")]
    [InlineData("")]
    public async Task Names_are_never_read_as_code(string name)
    {
        using var api = await server.ApiAsync();
        var product = await ProductAsync(api, "hostile", "UTC");
        var sent = name.Length == 0 ? "plain" : name;
        await SendAsync(api, product, [Cases.Event("p", sent, "2025-02-02T00:00:00Z", new JsonObject { [name] = name })]);
        var question = new JsonObject
        {
            ["series"] = new JsonArray(new JsonObject { ["event"] = sent }), ["date_from"] = "2025-02-02", ["date_to"] = "2025-02-02",
            ["breakdown"] = new JsonObject { ["key"] = name.Length == 0 ? "absent" : name },
        };
        Assert.Equal(1, (int)(await AskAsync(api, product, "trends", question)).Good["by_breakdown"]![name]!["total"]!);
    }

    [Fact]
    public async Task Without_a_right_there_is_no_answer()
    {
        using var api = await server.ApiAsync();
        using var nobody = server.Nobody();
        var product = await ProductAsync(api, "closed", "UTC");
        Assert.Equal(401, (await nobody.PostAsync($"/api/products/{product.Id}/insights/trends", new JsonObject())).Code);
        Assert.Equal(404, (await api.PostAsync($"/api/products/{Guid.NewGuid()}/insights/trends", new JsonObject())).Code);
        Assert.Equal(404, (await api.PostAsync($"/api/products/{product.Id}/insights/crystal-ball", new JsonObject())).Code);
    }

    [Fact]
    public async Task Only_a_page_without_a_question_begins_with_the_usual_event()
    {
        using var api = await server.ApiAsync();
        var product = await ProductAsync(api, "usual", "UTC");
        await SendAsync(api, product, [Cases.Event("p", "rare thing", "2025-02-02T00:00:00Z"), .. Enumerable.Range(1, 3).Select(hour => Cases.Event("p", "usual thing", $"2025-02-02T0{hour}:00:00Z"))]);
        foreach (var page in new[] { "trends", "funnel", "retention" })
        {
            var address = $"/products/{product.Id}/insights/{page}";
            Assert.Contains("value=\"usual thing\" selected", (await api.GetAsync(address)).Text);
            Assert.DoesNotContain("value=\"usual thing\" selected", (await api.GetAsync(address + "?from=2025-02-01")).Text);
        }
    }

    internal static async Task<(string Id, string Key)> ProductAsync(Api api, string name, string zone, string? currency = null)
    {
        var made = (await api.PostAsync("/api/products", new { name, timeZone = zone, currency })).Good;
        return ((string)made["id"]!, (string)made["writeKey"]!);
    }

    internal static async Task SendAsync(Api api, (string Id, string Key) product, IEnumerable<JsonObject> events)
    {
        var body = new JsonObject { ["api_key"] = product.Key, ["historical_migration"] = true, ["batch"] = new JsonArray([.. events]) };
        if (body["batch"]!.AsArray().Count > 0) _ = (await api.PostAsync("/batch/", body)).Good;
    }

    internal static Task<Answer> AskAsync(Api api, (string Id, string Key) product, string kind, JsonNode question) => api.PostAsync($"/api/products/{product.Id}/insights/{kind}", question.DeepClone());
}
