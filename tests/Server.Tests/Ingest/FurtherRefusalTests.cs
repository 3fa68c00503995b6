using System.Text;

namespace Tandem.Server.Tests.Ingest;

/// <summary>Bad input of the further families: a status that makes no client try again, the reason in the body, and on the live page.</summary>
public sealed class FurtherRefusalTests(ServerFixture server)
{
    [Theory]
    [InlineData("/api/send", "{\"type\":\"event\",\"payload\":{\"website\":\"no-such\"}}", 401, "wrong_key")]
    [InlineData("/api/send", "{\"type\":\"event\",\"payload\":{}}", 401, "no_key")]
    [InlineData("/api/send", "{\"type\":\"event\"", 400, "malformed_json")]
    [InlineData("/api/send", "{\"type\":\"other\",\"payload\":{\"website\":\"KEY\"}}", 400, "unknown_shape")]
    [InlineData("/api/send", "", 400, "empty_body")]
    [InlineData("/api/event", "[]", 400, "unknown_shape")]
    [InlineData("/api/event", "{\"u\":\"https://x\",\"d\":\"KEY\"}", 400, "no_event_name")]
    [InlineData("/matomo.php?idsite=KEY", "", 400, "unknown_shape")]
    [InlineData("/matomo.php?rec=1", "", 401, "no_key")]
    [InlineData("/matomo.php?rec=1&idsite=KEY&ca=1", "", 400, "no_event_name")]
    [InlineData("/matomo.php?rec=1&idsite=KEY&url=%ff", "", 400, "bad_encoding")]
    [InlineData("/matomo.php?rec=1&idsite=KEY&idgoal=0&ec_items=[", "", 400, "malformed_json")]
    [InlineData("/matomo.php", "{\"requests\":7}", 400, "unknown_shape")]
    [InlineData("/matomo.php", "{\"requests\":[", 400, "malformed_json")]
    [InlineData("/sa.gif?project=KEY", "", 400, "empty_body")]
    [InlineData("/sa.gif?project=KEY", "data=%25%25%25%25%25%25%25%25", 400, "malformed_json")]
    [InlineData("/sa.gif?project=KEY", "other=1", 400, "unknown_shape")]
    [InlineData("/sa.gif?project=KEY", "{\"type\":\"track\",\"distinct_id\":\"d\"}", 400, "no_event_name")]
    [InlineData("/sa.gif?project=KEY", "{\"type\":\"profile_increment\",\"distinct_id\":\"d\",\"properties\":{\"n\":1}}", 400, "profile_change_not_supported")]
    [InlineData("/i", "device_id=d&begin_session=1", 401, "no_key")]
    [InlineData("/i", "app_key=KEY&device_id=d&events=[", 400, "malformed_json")]
    [InlineData("/i", "app_key=KEY&device_id=d&events=7", 400, "unknown_shape")]
    [InlineData("/2/httpapi", "{\"api_key\":\"no-such\",\"events\":[]}", 401, "wrong_key")]
    [InlineData("/2/httpapi", "{\"api_key\":\"KEY\"}", 400, "unknown_shape")]
    [InlineData("/2/httpapi", "{\"api_key\":\"KEY\",\"events\":[7]}", 400, "unknown_shape")]
    [InlineData("/track?verbose=0", "data=bm8=", 400, "malformed_json")]
    [InlineData("/track?verbose=0", "{\"event\":\"e\",\"properties\":{\"token\":\"no-such\"}}", 401, "wrong_key")]
    [InlineData("/engage?verbose=0", "{\"$token\":\"KEY\",\"$distinct_id\":\"d\",\"$add\":{\"n\":1}}", 400, "profile_change_not_supported")]
    public async Task A_bad_request_gets_a_problem_that_names_the_reason(string path, string body, int status, string reason)
    {
        var product = await Sending.ProductAsync(await server.ApiAsync(), server.Url);
        var answer = await product.PostAsync(path.Replace("KEY", product.Key, StringComparison.Ordinal), Encoding.UTF8.GetBytes(body.Replace("KEY", product.Key, StringComparison.Ordinal)), "text/plain");
        Assert.Equal((status, reason), (answer.Code, answer.Problem));
    }

    [Fact]
    public async Task What_a_batch_loses_is_counted_on_the_live_page()
    {
        using var api = await server.ApiAsync();
        var product = await Sending.ProductAsync(api, server.Url);
        await product.PostAsync("/2/httpapi", $$$$"""{"api_key":"{{{{product.Key}}}}","events":[{"event_type":"good","user_id":"u","user_properties":{"$add":{"visits":1}}},{"user_id":"u"}]}""");
        await product.PostAsync("/mp/collect?api_secret=" + product.Key, "{");
        Assert.Equal(1, (await product.NamesAsync())["good"]);
        var page = await api.GetAsync($"/products/{product.Id}/live", ("Accept", "text/html"));
        Assert.Contains("Sums and lists on a person", page.Text, StringComparison.Ordinal);
        Assert.Contains("The event has no name", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escapes_and_nul_in_forms_are_replaced()
    {
        var product = await Sending.ProductAsync(await server.ApiAsync(), server.Url);
        var events = Uri.EscapeDataString("""[{"key":"e","segmentation":{"lone":"\ud800","nul":"a\u0000b"}}]""");
        Assert.Equal(200, (await product.PostAsync("/i", Encoding.UTF8.GetBytes($"app_key={product.Key}&device_id=d%00&events={events}"), "application/x-www-form-urlencoded")).Code);
        var properties = (await product.EventsAsync("d\uFFFD"))[0]!["properties"]!;
        Assert.Equal(("\uFFFD", "a\uFFFDb"), ((string?)properties["lone"], (string?)properties["nul"]));
    }
}
