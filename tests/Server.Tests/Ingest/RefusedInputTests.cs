using System.IO.Compression;
using System.Text;

namespace Tandem.Server.Tests.Ingest;

public sealed class RefusedInputTests(ServerFixture server)
{
    [Theory]
    [InlineData("{\"api_key\":\"KEY\",\"batch\":[{\"event\":", 400, "malformed_json")]
    [InlineData("{\"api_key\":\"no-such\",\"batch\":[]}", 401, "wrong_key")]
    [InlineData("{\"batch\":[]}", 401, "no_key")]
    [InlineData("", 400, "empty_body")]
    [InlineData("null", 400, "unknown_shape")]
    [InlineData("7", 400, "unknown_shape")]
    [InlineData("{\"api_key\":\"KEY\",\"batch\":7}", 400, "unknown_shape")]
    [InlineData("{\"api_key\":\"KEY\",\"distinct_id\":\"d\",\"properties\":{}}", 400, "no_event_name")]
    [InlineData("{\"api_key\":\"KEY\",\"event\":\"e\"}", 400, "no_distinct_id")]
    public async Task A_bad_body_gets_a_problem_that_names_the_reason(string body, int status, string reason)
    {
        var product = await ProductAsync();
        var answer = await product.PostAsync("/capture/", body.Replace("KEY", product.Key, StringComparison.Ordinal));
        Assert.Equal((status, reason), (answer.Code, answer.Problem));
    }

    [Fact]
    public async Task A_property_nested_a_thousand_deep_is_refused()
    {
        var product = await ProductAsync();
        var answer = await product.PostAsync("/batch/", $$$"""{"api_key":"{{{product.Key}}}","batch":[{"event":"deep","distinct_id":"d","properties":{"p":{{{new string('[', 1000)}}}{{{new string(']', 1000)}}}}}]}""");
        Assert.Equal((400, "nested_too_deep"), (answer.Code, answer.Problem));
    }

    [Fact]
    public async Task A_body_of_50_megabytes_is_refused_with_an_answer()
    {
        var product = await ProductAsync();
        var body = new byte[50 << 20];
        body.AsSpan().Fill((byte)'x');
        Assert.Equal((413, "body_too_large"), await RefusalAsync(product, body));
    }

    [Fact]
    public async Task Gzip_that_is_cut_off_a_bomb_or_nested_is_refused()
    {
        var product = await ProductAsync();
        var packed = Gzip(Encoding.UTF8.GetBytes($$"""{"api_key":"{{product.Key}}","batch":[{"event":"e","distinct_id":"d"}]}"""));
        Assert.Equal((400, "bad_gzip"), await RefusalAsync(product, packed[..^20]));
        var bomb = Gzip(new byte[200 << 20]);
        Assert.Equal((413, "unpacked_too_large"), await RefusalAsync(product, bomb));
        Assert.Equal((400, "nested_gzip"), await RefusalAsync(product, Gzip(bomb)));
    }

    [Fact]
    public async Task In_a_batch_only_the_event_without_a_name_is_dropped()
    {
        var product = await ProductAsync();
        var answer = await product.PostAsync("/batch/", $$"""{"api_key":"{{product.Key}}","batch":[{"distinct_id":"d"},{"event":"good","distinct_id":"d"}]}""");
        Assert.Equal("{\"status\":1}", answer.Text);
        Assert.Equal(new Dictionary<string, long> { ["good"] = 1 }, await product.NamesAsync());
    }

    [Fact]
    public async Task Escapes_that_no_text_may_hold_are_replaced()
    {
        var product = await ProductAsync();
        await product.PostAsync("/capture/", $$$"""{"api_key":"{{{product.Key}}}","event":"nul","distinct_id":"d","properties":{"a\u0000b":"c\u0000d","lone":"\ud800","pair":"\ud83d\ude00"}}""");
        var properties = (await product.EventsAsync("d"))[0]!["properties"]!;
        Assert.Equal(("c\uFFFDd", "\uFFFD", "😀"), ((string?)properties["a\uFFFDb"], (string?)properties["lone"], (string?)properties["pair"]));
    }

    private async Task<Sending> ProductAsync() => await Sending.ProductAsync(await server.ApiAsync(), server.Url);

    private static async Task<(int, string?)> RefusalAsync(Sending product, byte[] body)
    {
        var answer = await product.PostAsync("/batch/", body, "text/plain");
        return (answer.Code, answer.Problem);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
