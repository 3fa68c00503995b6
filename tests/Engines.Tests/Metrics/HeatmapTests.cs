using System.Globalization;
using System.Text.Json;
using CsCheck;
using Tandem.Metrics.Heatmaps;
using Xunit;
using static Tandem.Engines.Tests.Metrics.Questions;

namespace Tandem.Engines.Tests.Metrics;

public sealed class HeatmapTests
{
    private const string Page = "https://shop.test/a";

    private static readonly string[] Types = ["click", "mousemove", "rageclick"];

    [Fact]
    public void Every_point_is_in_one_cell_and_one_type_and_the_range_s_addresses_count_all() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 9000], Gen.Int[0, 2].Select(i => Types[i]), Gen.Bool.Select(isPage => isPage ? Page : "https://shop.test/b")).Array[0, 60].Sample(points =>
        {
            var tally = Tally($$"""{"date_from":"2025-02-02","date_to":"2025-02-02","url":"{{Page}}"}""");
            foreach (var (x, y, type, url) in points) Add(tally, Data(url, x, y, type));
            var answer = tally.Answer();
            var shown = points.Count(p => p.Item4 == Page);
            Assert.Equal((shown, shown, shown, points.Length), (answer.Points, answer.ByType.Values.Sum(), answer.Cells.Sum(c => (int)c[5]), answer.Urls.Sum(u => (int)u[1])));
            Assert.Equal(points.Where(p => p.Item4 == Page).Select(p => (p.Item3, HeatmapPoint.Step(p.Item1), HeatmapPoint.Step(p.Item2))).Distinct().Count(), answer.Cells.Count);
        });

    [Fact]
    public void Whatever_a_client_sends_is_no_error() => Gen.String.Sample(text =>
    {
        var tally = Tally("""{"date_from":"2025-02-02","date_to":"2025-02-02"}""");
        foreach (var data in new[] { text, JsonSerializer.Serialize(text), $"[{JsonSerializer.Serialize(text)}]", $$"""{"a":[{"x":1,"y":{{JsonSerializer.Serialize(text)}},"type":"click"},null,7]}""" }) Add(tally, data);
        tally.Add(null, text, "800", "600", text, text);
        Assert.Equal(0, tally.Answer().ByType.GetValueOrDefault("click"));
    });

    [Fact]
    public void A_point_of_a_window_outside_the_asked_widths_is_left_out()
    {
        var tally = Tally("""{"date_from":"2025-02-02","date_to":"2025-02-02","viewport_min":768,"viewport_max":1440}""");
        foreach (var width in new[] { 767, 768, 1440, 1441 }) tally.Add(Data(Page, 1, 1, "click"), Page, "900", width.ToString(CultureInfo.InvariantCulture), null, null);
        tally.Add(Data(Page, 1, 1, "click"), Page, null, "1000", null, null);
        Assert.Equal(2, tally.Answer().Points);
    }

    [Fact]
    public void How_far_a_page_was_scrolled_is_said_by_the_next_one()
    {
        var tally = Tally("""{"date_from":"2025-02-02","date_to":"2025-02-02"}""");
        tally.Add(null, "https://shop.test/b?q=1", "900", "1440", "/a", "1192");
        tally.Add(null, "/b", "900", "1440", "/a", "1192");
        Assert.Equal([new ScrollDepth(Page, 0, 75, 1)], tally.Answer().Scrolldepth);
        Assert.Equal((1, "scrolldepth"), (tally.Answer().Points, tally.Answer().FirstPoint!.Type));
    }

    private static HeatmapTally Tally(string question) => new(HeatmapQuestion.Read(Fields(question), Utc));

    private static void Add(HeatmapTally tally, string data) => tally.Add(data, Page, "900", "1440", null, null);

    private static string Data(string url, int x, int y, string type) => $$"""{"{{url}}":[{"x":{{x}},"y":{{y}},"target_fixed":false,"type":"{{type}}"}]}""";
}
