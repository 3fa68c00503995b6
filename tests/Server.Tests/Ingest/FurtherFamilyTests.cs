using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Ingest;

/// <summary>What each further family's calls become: names, persons, times, and each once however often it is sent.</summary>
public sealed class FurtherFamilyTests(ServerFixture server)
{
    [Fact]
    public async Task Umamis_views_and_events_belong_to_todays_visitor_and_identify_to_a_person()
    {
        var shop = await ProductAsync();
        var view = await shop.PostAsync("/api/send", $$$"""{"type":"event","payload":{"website":"{{{shop.Key}}}","url":"https://shop.example/a?utm_source=news","title":"A","screen":"1200x800","referrer":""}}""");
        await shop.PostAsync("/api/send", $$$$"""{"type":"event","payload":{"website":"{{{{shop.Key}}}}","url":"/b","name":"signup","data":{"plan":"pro"}}}""");
        await shop.PostAsync("/api/send", $$$$"""{"type":"identify","payload":{"website":"{{{{shop.Key}}}}","id":"u1","data":{"plan":"pro"}}}""");
        Assert.Equal(Names(("$pageview", 1), ("signup", 1), ("$identify", 1)), await shop.NamesAsync());
        var events = await shop.EventsAsync((string)view.Good["sessionId"]!);
        var page = events.Single(e => (string?)e!["event"] == "$pageview")!["properties"]!;
        Assert.Equal((2, "/a", "news", 1200), (events.Count, (string?)page["$pathname"], (string?)page["utm_source"], (int)page["$screen_width"]!));
        Assert.Equal("pro", (string?)(await PersonAsync(shop, "u1"))["properties"]!["plan"]);
    }

    [Fact]
    public async Task Plausibles_short_and_long_names_mean_the_same()
    {
        var shop = await ProductAsync();
        var answer = await shop.PostAsync("/api/event", Bytes($$"""{"n":"pageview","u":"https://shop.example/p","d":"{{shop.Key}}","r":null}"""), "text/plain");
        await shop.PostAsync("/api/event", $$$"""{"name":"Signup","url":"https://shop.example/p","domain":"{{{shop.Key}}}","props":"{\"plan\":\"pro\"}","revenue":{"amount":9.9,"currency":"USD"}}""");
        Assert.Equal(202, answer.Code);
        Assert.Equal(Names(("$pageview", 1), ("Signup", 1)), await shop.NamesAsync());
    }

    [Fact]
    public async Task Matomos_actions_in_the_address_are_stored_once_under_their_names()
    {
        var shop = await ProductAsync();
        string[] actions =
        [
            "action_name=Home&url=https%3A%2F%2Fshop.example%2F&r=1", "e_c=Video&e_a=Play&e_n=%E5%90%8D&e_v=3&ca=1&r=2", "idgoal=3&revenue=9.9&r=3", "search=shoes&r=4", "link=https%3A%2F%2Fother.example&r=5",
            "idgoal=0&ec_id=O1&revenue=10&ec_items=%5B%5B%22SKU1%22%2C%22P%22%2C%22Cat%22%2C5%2C2%5D%5D&r=6", "ping=1&ca=1&r=7",
        ];
        for (var sent = 0; sent < 2; sent++)
            foreach (var action in actions) Assert.Equal(204, (await shop.PostAsync($"/matomo.php?idsite={shop.Key}&rec=1&_id=dev&uid=u1&{action}", [], "application/x-www-form-urlencoded")).Code);
        Assert.Equal(Names(("$pageview", 1), ("Play", 1), ("Goal 3", 1), ("Site Search", 1), ("Outlink", 1), ("Order Completed", 1)), await shop.NamesAsync());
        var order = (await shop.EventsAsync("u1")).Single(e => (string?)e!["event"] == "Order Completed")!["properties"]!;
        Assert.Equal((10m, "SKU1", 2), ((decimal)order["revenue"]!, (string?)order["products"]![0]!["sku"], (int)order["products"]![0]!["quantity"]!));
        Assert.Equal(["dev", "u1"], Ids(await PersonAsync(shop, "u1")));
    }

    [Fact]
    public async Task Matomos_bulk_says_how_many_were_taken_and_keeps_their_times()
    {
        var shop = await ProductAsync();
        var answer = await shop.PostAsync("/matomo.php", $$"""{"requests":["?idsite={{shop.Key}}&rec=1&_id=dev&url=https%3A%2F%2Fx%2F&cdt=2025-03-04+05:06:07","?idsite={{shop.Key}}&rec=1&_id=dev&ca=1","?idsite=other&rec=1&_id=dev"]}""");
        Assert.Equal(("success", 1, 2), ((string?)answer.Good["status"], (int)answer.Good["tracked"]!, (int)answer.Good["invalid"]!));
        Assert.Equal("2025-03-04T05:06:07", ((string)(await shop.EventsAsync("dev")).Single()!["timestamp"]!)[..19]);
    }

    [Fact]
    public async Task An_image_address_gets_an_image()
    {
        var shop = await ProductAsync();
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var matomo = await http.GetAsync($"/matomo.php?idsite={shop.Key}&rec=1&_id=d&url=https%3A%2F%2Fx%2F");
        var data = Convert.ToBase64String(Bytes("""{"type":"track","event":"seen","distinct_id":"d","properties":{}}"""));
        using var sensors = await http.GetAsync($"/sa.gif?project={shop.Key}&data={Uri.EscapeDataString(data)}");
        Assert.Equal(("image/gif", "image/gif"), (matomo.Content.Headers.ContentType?.MediaType, sensors.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Names(("$pageview", 1), ("seen", 1)), await shop.NamesAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sensors_messages_join_visitor_and_user_and_are_stored_once(bool gzip)
    {
        var shop = await ProductAsync();
        const string messages = """
            [{"type":"track","event":"$pageview","distinct_id":"anon","time":1700000000000,"_flush_time":1700000000500,"_track_id":1,"properties":{"$url":"https://x/p","$title":"P"}},
             {"type":"track_signup","event":"$SignUp","distinct_id":"u1","original_id":"anon","time":1700000000000,"_flush_time":1700000000500,"_track_id":2,"properties":{}},
             {"type":"profile_set","distinct_id":"u1","time":1700000000000,"_flush_time":1700000000500,"_track_id":3,"properties":{"plan":"pro"}},
             {"type":"profile_increment","distinct_id":"u1","time":1700000000000,"_track_id":4,"properties":{"n":1}},
             {"type":"track","event":"历史","distinct_id":"u1","time":1700000000000,"_flush_time":1700000000500,"time_free":true,"_track_id":5,"properties":{}}]
            """;
        var form = "data_list=" + Uri.EscapeDataString(Convert.ToBase64String(gzip ? Gzip(messages) : Bytes(messages))) + (gzip ? "&gzip=1" : "");
        for (var sent = 0; sent < 2; sent++) Assert.Equal(200, (await shop.PostAsync($"/sa?project=default&token={shop.Key}", Bytes(form), "application/x-www-form-urlencoded")).Code);
        Assert.Equal(Names(("$pageview", 1), ("$SignUp", 1), ("$set", 1), ("历史", 1)), await shop.NamesAsync());
        var person = await PersonAsync(shop, "anon");
        Assert.Equal(["anon", "u1"], Ids(person));
        Assert.Equal("pro", (string?)person["properties"]!["plan"]);
        var events = await shop.EventsAsync("u1");
        Assert.StartsWith("2023-11-14T22:13:20", (string?)events.Single(e => (string?)e!["event"] == "历史")!["timestamp"], StringComparison.Ordinal);
        // the others' clock stood three years back: their age counts, not their time
        Assert.DoesNotContain("2023", (string?)events.Single(e => (string?)e!["event"] == "$SignUp")!["timestamp"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Countlys_request_gives_session_views_events_and_user()
    {
        var shop = await ProductAsync();
        var form = $"app_key={shop.Key}&device_id=d1&sdk_name=javascript_native_web&timestamp=1700000000000&begin_session=1&metrics={Uri.EscapeDataString("""{"_os":"Linux","_resolution":"1200x800"}""")}"
            + "&events=" + Uri.EscapeDataString("""[{"key":"[CLY]_view","segmentation":{"name":"/home","visit":1}},{"key":"played","count":2,"sum":2.5,"timestamp":1600000000000,"segmentation":{"g":"某"}},{"count":1}]""")
            + "&user_details=" + Uri.EscapeDataString("""{"name":"N","custom":{"plan":"pro","n":{"$inc":1}}}""");
        for (var sent = 0; sent < 2; sent++) Assert.Equal("Success", (string?)(await shop.PostAsync("/i", Bytes(form), "application/x-www-form-urlencoded")).Good["result"]);
        await shop.PostAsync($"/countly/i?app_key={shop.Key}&device_id=u1&old_device_id=d1", [], "text/plain");
        Assert.Equal(Names(("session_start", 1), ("$pageview", 1), ("played", 1), ("$set", 1), ("$identify", 1)), await shop.NamesAsync());
        var played = (await shop.EventsAsync("d1")).Single(e => (string?)e!["event"] == "played")!;
        Assert.Equal(("某", 2, 2.5m), ((string?)played["properties"]!["g"], (int)played["properties"]!["count"]!, (decimal)played["properties"]!["sum"]!));
        Assert.StartsWith("2020-09-13", (string?)played["timestamp"], StringComparison.Ordinal);
        var person = await PersonAsync(shop, "u1");
        Assert.Equal(["d1", "u1"], Ids(person));
        Assert.Equal("pro", (string?)person["properties"]!["plan"]);
        Assert.Equal(1, (int)(await shop.PostAsync("/o/sdk?method=sc&app_key=" + shop.Key, [], "text/plain")).Good["v"]!);
    }

    [Fact]
    public async Task Amplitudes_events_join_device_and_user_and_are_stored_once()
    {
        var shop = await ProductAsync();
        var body = $$$$"""
            {"api_key":"{{{{shop.Key}}}}","client_upload_time":"2020-01-01T00:00:10.000Z","events":[
              {"event_type":"[Amplitude] Page Viewed","device_id":"d1","time":1577836800000,"insert_id":"1","event_properties":{"[Amplitude] Page URL":"https://x/p"}},
              {"event_type":"sent","device_id":"d1","user_id":"u1","time":1577836800000,"insert_id":"2","session_id":7,"user_properties":{"plan":"pro"}},
              {"event_type":"revenue_amount","user_id":"u1","time":1577836800000,"insert_id":"3","event_properties":{"$price":3,"$quantity":2}},
              {"event_type":"$identify","user_id":"u1","insert_id":"4","user_properties":{"$add":{"n":1}}},
              {"event_type":"$groupidentify","user_id":"u1","insert_id":"5","groups":{"company":"acme"},"group_properties":{"$set":{"size":3}}},
              {"user_id":"u1","insert_id":"6"}]}
            """;
        for (var sent = 0; sent < 2; sent++) Assert.Equal((200, 4), ((int)(await shop.PostAsync("/2/httpapi", body)).Good["code"]!, (int)(await shop.PostAsync("/2/httpapi", body)).Good["events_ingested"]!));
        Assert.Equal(Names(("$pageview", 1), ("sent", 1), ("revenue_amount", 1), ("$groupidentify", 1)), await shop.NamesAsync());
        var person = await PersonAsync(shop, "d1");
        Assert.Equal(["d1", "u1"], Ids(person));
        Assert.Equal("pro", (string?)person["properties"]!["plan"]);
        var revenue = (await shop.EventsAsync("u1")).Single(e => (string?)e!["event"] == "revenue_amount")!;
        Assert.Equal(6m, (decimal)revenue["properties"]!["revenue"]!);
        Assert.DoesNotContain("2020", (string?)revenue["timestamp"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mixpanels_data_in_address_form_and_body_is_answered_with_one()
    {
        var shop = await ProductAsync();
        var one = $$$"""{"event":"sent","properties":{"token":"{{{shop.Key}}}","distinct_id":"u1","$user_id":"u1","$device_id":"d1","time":1700000000,"$insert_id":"a"}}""";
        var data = Uri.EscapeDataString(Convert.ToBase64String(Bytes(one)));
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        Assert.Equal("1", await http.GetStringAsync("/track?ip=0&verbose=0&data=" + data));
        Assert.Equal("1", (await shop.PostAsync("/track?ip=0&verbose=0", Bytes("data=" + data), "application/x-www-form-urlencoded")).Text);
        Assert.Equal(1, (int)(await shop.PostAsync("/mixpanel/track?verbose=1", $"[{one}]")).Good["status"]!);
        Assert.Equal("1", (await shop.PostAsync("/engage?verbose=0", $$$"""{"$token":"{{{shop.Key}}}","$distinct_id":"u1","$set":{"plan":"pro"}}""")).Text);
        Assert.Equal("1", (await shop.PostAsync("/groups", $$$"""{"$token":"{{{shop.Key}}}","$group_key":"company","$group_id":"acme","$set":{"size":3}}""")).Text);
        Assert.Equal(Names(("sent", 1), ("$set", 1), ("$groupidentify", 1)), await shop.NamesAsync());
        Assert.Equal("pro", (string?)(await PersonAsync(shop, "$device:d1"))["properties"]!["plan"]);
        Assert.StartsWith("2023-11-14T22:13:20", (string?)(await shop.EventsAsync("u1")).Single(e => (string?)e!["event"] == "sent")!["timestamp"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_measurement_protocol_is_answered_204_whatever_is_sent_and_stores_what_is_right()
    {
        var shop = await ProductAsync();
        const string body = """{"client_id":"c1","user_id":"u1","timestamp_micros":"1700000000000000","user_properties":{"plan":{"value":"pro"}},"events":[{"name":"page_view","params":{"page_location":"https://x/p"}},{"name":"purchase","params":{"value":9.9,"currency":"EUR"}}]}""";
        Assert.Equal(204, (await shop.PostAsync($"/mp/collect?measurement_id=G-1&api_secret={shop.Key}", body)).Code);
        var many = string.Join(',', Enumerable.Repeat("{\"name\":\"many\"}", 26));
        foreach (var bad in (string[])["{", "7", """{"client_id":"c1"}""", $$"""{"client_id":"c1","events":[{{many}}]}"""])
            Assert.Equal(204, (await shop.PostAsync($"/mp/collect?api_secret={shop.Key}", bad)).Code);
        Assert.Equal(204, (await shop.PostAsync("/mp/collect?api_secret=no-such", body)).Code);
        Assert.Equal(Names(("$pageview", 1), ("purchase", 1)), await shop.NamesAsync());
        Assert.Equal(9.9m, (decimal)(await shop.EventsAsync("u1")).Single(e => (string?)e!["event"] == "purchase")!["properties"]!["revenue"]!);
        Assert.Equal(["c1", "u1"], Ids(await PersonAsync(shop, "u1")));
        var check = (await shop.PostAsync($"/debug/mp/collect?api_secret={shop.Key}", """{"events":[{"name":"1st"}]}""")).Good["validationMessages"]!.AsArray();
        Assert.Equal(["VALUE_REQUIRED", "NAME_INVALID"], check.Select(m => (string?)m!["validationCode"]));
    }

    private async Task<Sending> ProductAsync() => await Sending.ProductAsync(await server.ApiAsync(), server.Url);

    private async Task<JsonNode> PersonAsync(Sending shop, string id)
    {
        using var api = await server.ApiAsync();
        return (await api.GetAsync($"/api/products/{shop.Id}/persons?distinct_id={Uri.EscapeDataString(id)}")).Good["items"]![0]!;
    }

    private static IEnumerable<string> Ids(JsonNode person) => person["distinct_ids"]!.AsArray().Select(id => (string)id!).Order(StringComparer.Ordinal);

    private static Dictionary<string, long> Names(params (string Name, long Count)[] counts) => counts.ToDictionary(c => c.Name, c => c.Count);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Bytes(text));
        return packed.ToArray();
    }
}
