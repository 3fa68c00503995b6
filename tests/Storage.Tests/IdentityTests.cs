using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Contracts.Ids;

namespace Tandem.Storage.Tests;

public sealed class IdentityTests
{
    private readonly ProductId _product = ProductId.New();

    public static TheoryData<string> Cases => [.. Read("identity.json").Select(c => (string)c!["id"]!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_shown_cases_hold(string id)
    {
        await using var folder = new EventFolder();
        var shown = Read("identity.json").Single(c => (string)c!["id"]! == id)!;
        foreach (var person in shown["persons_before"]!.AsArray())
        {
            var name = (bool?)person!["is_identified"] == true ? "$identify" : "$set";
            await SendAsync(folder, (string)person["distinct_ids"]![0]!, name, new JsonObject { ["$set"] = person["properties"]?.DeepClone() }, (string?)person["created_at"]);
        }
        foreach (var sent in shown["ingest"]!.AsArray()) await SendAsync(folder, (string)sent!["distinct_id"]!, (string)sent["event"]!, (JsonObject)sent["properties"]!.DeepClone(), null);
        foreach (var person in shown["expect"]!["persons"]!.AsArray()) await HoldsAsync(folder, (JsonObject)person!);
    }

    [Fact]
    public async Task A_merge_keeps_the_kept_persons_values_then_set_then_set_once()
    {
        await using var folder = new EventFolder();
        await SendAsync(folder, "anon", "$set", JsonNode.Parse("""{"$set":{"b":3,"c":4,"d":5}}""")!.AsObject(), "2020-01-01T00:00:00Z");
        await SendAsync(folder, "known", "$set", JsonNode.Parse("""{"$set":{"a":1,"b":2}}""")!.AsObject(), "2021-01-01T00:00:00Z");
        await SendAsync(folder, "known", "$identify", JsonNode.Parse("""{"$anon_distinct_id":"anon","$set":{"d":6,"e":7},"$set_once":{"a":8,"f":9}}""")!.AsObject(), null);
        await HoldsAsync(folder, JsonNode.Parse("""{"distinct_ids":["anon","known"],"is_identified":true,"created_at":"2020-01-01T00:00:00Z","properties":{"a":1,"b":2,"c":4,"d":6,"e":7,"f":9}}""")!.AsObject());
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("NULL")]
    [InlineData("")]
    [InlineData("[object Object]")]
    public async Task An_id_that_stands_for_nobody_is_never_merged(string illegal)
    {
        await using var folder = new EventFolder();
        await SendAsync(folder, "a", "x", [], null);
        await SendAsync(folder, "a", "$identify", new JsonObject { ["$anon_distinct_id"] = illegal }, null);
        await SendAsync(folder, "b", "$identify", new JsonObject { ["$anon_distinct_id"] = illegal }, null);
        Assert.Equal(["1"], await folder.RowsAsync("SELECT count(*)::VARCHAR FROM actors a JOIN actors b USING (product, person) WHERE a.distinct_id = 'a'"));
    }

    [Fact]
    public async Task Only_a_dangerous_merge_joins_two_identified_persons()
    {
        await using var folder = new EventFolder();
        foreach (var id in (string[])["a", "b"]) await SendAsync(folder, id, "$identify", [], null);
        await SendAsync(folder, "a", "$create_alias", new JsonObject { ["alias"] = "b" }, null);
        Assert.Equal(["2"], await folder.RowsAsync("SELECT count(DISTINCT person)::VARCHAR FROM actors"));
        await SendAsync(folder, "a", "$merge_dangerously", new JsonObject { ["alias"] = "b" }, null);
        Assert.Equal(["1"], await folder.RowsAsync("SELECT count(DISTINCT person)::VARCHAR FROM actors"));
        Assert.Equal(["1"], await folder.RowsAsync("SELECT count(*)::VARCHAR FROM persons"));
    }

    [Fact]
    public async Task A_personless_event_makes_no_person_and_changes_none()
    {
        await using var folder = new EventFolder();
        await SendAsync(folder, "a", "x", JsonNode.Parse("""{"$process_person_profile":false,"$set":{"q":1}}""")!.AsObject(), null);
        Assert.Equal(1, await folder.CountAsync(_product));
        Assert.Equal(["0"], await folder.RowsAsync("SELECT count(*)::VARCHAR FROM persons"));
    }

    [Fact]
    public async Task A_group_keeps_its_properties_and_earliest_time()
    {
        await using var folder = new EventFolder();
        await SendAsync(folder, "$company_acme", "$groupidentify", JsonNode.Parse("""{"$group_type":"company","$group_key":"acme","$group_set":{"size":5}}""")!.AsObject(), "2021-01-01T00:00:00Z");
        await SendAsync(folder, "$company_acme", "$groupidentify", JsonNode.Parse("""{"$group_type":"company","$group_key":"acme","$group_set":{"plan":"pro"}}""")!.AsObject(), "2020-01-01T00:00:00Z");
        Assert.Equal(["company|acme|2020-01-01 00:00:00|{\"size\":5,\"plan\":\"pro\"}"], await folder.RowsAsync("SELECT concat_ws('|', type, key, created, props) FROM groups"));
    }

    private Task SendAsync(EventFolder folder, string distinctId, string name, JsonObject properties, string? at)
    {
        var one = new JsonObject { ["event"] = name, ["distinct_id"] = distinctId, ["properties"] = properties };
        if (at is not null) one["timestamp"] = at;
        return folder.SendAsync(_product, new JsonObject { ["historical_migration"] = true, ["batch"] = new JsonArray(one) }.ToJsonString());
    }

    private static async Task HoldsAsync(EventFolder folder, JsonObject person)
    {
        var ids = string.Join(',', person["distinct_ids"]!.AsArray().Select(id => (string)id!).Order());
        var found = (await folder.RowsAsync("""
            SELECT concat_ws('|', string_agg(a.distinct_id, ',' ORDER BY a.distinct_id), p.identified, p.created, p.props)
            FROM persons p JOIN actors a USING (product, person) GROUP BY p.product, p.person, p.identified, p.created, p.props
            """)).Single(row => row.StartsWith(ids + "|", StringComparison.Ordinal)).Split('|', 4);
        Assert.Equal((bool)person["is_identified"]!, found[1] == "true");
        if ((string?)person["created_at"] is { } created)
            Assert.Equal(DateTime.Parse(created, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), DateTime.Parse(found[2], CultureInfo.InvariantCulture));
        if (person["properties"] is { } properties) Assert.True(JsonNode.DeepEquals(properties, JsonNode.Parse(found[3])), found[3]);
    }

    private static JsonArray Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name)))!["cases"]!.AsArray();
}
