using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tandem.Server.Tests.Insight;

/// <summary>The pages of questions show the numbers that the API gives for the question they print.</summary>
public sealed partial class QuestionPageTests(ServerFixture server)
{
    private const string Range = "from=2025-01-01&to=2025-03-31";

    [Fact]
    public async Task A_funnel_s_page_has_its_counts_the_times_the_periods_and_the_values_of_its_breakdown()
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "funnel", "step=look&step=buy&window=30&unit=day&breakdown=country&interval=month");
        var funnel = await AnswerAsync(api, product, "funnel", asked[0]);
        Assert.Equal("[5,3]", funnel["counts"]!.ToJsonString());
        Assert.Equal([["DE", "3", "2 66.7%", "66.7%"], ["UK", "2", "1 50.0%", "50.0%"]], Rows(html, "By country").Select(r => r[..4]));
        Assert.Equal(["bob", "dia"], Rows(html, "2 stopped after step 1").Select(r => r[0]).Order());
        var plain = asked[0].DeepClone().AsObject();
        plain.Remove("breakdown");
        var times = await AnswerAsync(api, product, "time_to_convert", plain);
        Assert.Equal(times["bins"]!.AsArray().Select(b => Number(b![1])), Rows(html, "Time to convert, step 1 to 2").Select(r => r[1]));
        var periods = await AnswerAsync(api, product, "funnel_trends", With(plain, "interval", "month"));
        Assert.Equal(periods["rows"]!.AsArray().Select(r => (Number(r![1]), Number(r[2]))), Rows(html, "Conversion by month of the first step").Select(r => (r[1], r[2])));
        Assert.Equal(["3", "2", "66.67%"], Rows(html, "Conversion by month of the first step")[0][1..]);
    }

    [Fact]
    public async Task A_lifecycle_s_page_has_its_four_states_and_their_active_sum()
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "lifecycle", "event=look&interval=month");
        var answer = await AnswerAsync(api, product, "lifecycle", asked[0]);
        var rows = Rows(html, "Who is active, by month");
        foreach (var (state, column) in new[] { ("new", 1), ("returning", 2), ("resurrecting", 3), ("dormant", 4) })
            Assert.Equal(answer[state]!.AsArray().Select(Number), rows.Select(r => r[column]));
        Assert.Equal(["3", "0", "0", "0", "3"], rows[0][1..]);
        Assert.Equal(["1", "1", "0", "−2", "2"], rows[1][1..]);
    }

    [Fact]
    public async Task A_stickiness_page_has_people_by_number_of_periods_beside_the_time_before()
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "stickiness", "event=look&interval=month&compare=offset&ago=1&ago_unit=m");
        Assert.Equal("-1m", (string?)asked[0]["compare_to"]);
        var answer = await AnswerAsync(api, product, "stickiness", asked[0]);
        var rows = Rows(html, "In how many periods (month) people are active");
        Assert.Equal(answer["data"]!.AsArray().Select(Number), rows.Select(r => r[1]));
        Assert.Equal(answer["previous"]!.AsArray().Select(Number), rows.Select(r => r[4]).Take(answer["previous"]!.AsArray().Count));
        Assert.Equal(["1", "4", "80.0%", "100.0%"], rows[0][..4]);
    }

    [Theory]
    [InlineData("rolling")]
    [InlineData("calendar")]
    public async Task Active_users_have_the_numbers_of_their_mode_and_a_ratio(string mode)
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "active_users", $"event=*&mode={mode}");
        Assert.Equal(3, asked.Count);
        var answers = new List<JsonArray>();
        foreach (var question in asked) answers.Add((await AnswerAsync(api, product, "active_users", question))["data"]!.AsArray());
        if (mode == "calendar")
        {
            foreach (var (title, answer) in new[] { "Daily active users", "Weekly active users, calendar weeks", "Monthly active users, calendar months" }.Zip(answers))
                Assert.Equal(answer.Select(Number), Rows(html, title).Select(r => r[1]));
            Assert.Equal(3, Rows(html, "DAU / MAU").Count);
        }
        else
        {
            var rows = Rows(html, "Active users by day");
            for (var k = 0; k < 3; k++) Assert.Equal(answers[k].Select(Number), rows.Select(r => r[k + 1]));
            var (day, month) = ((decimal)answers[0][4]!, (decimal)answers[2][4]!);
            Assert.Equal((day / month).ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal), Rows(html, "DAU / MAU")[4][1]);
        }
    }

    [Fact]
    public async Task A_page_of_paths_draws_a_band_for_every_link_and_lists_them()
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "paths", "steps=3&links=10");
        var links = (await AnswerAsync(api, product, "paths", asked[0]))["links"]!.AsArray();
        Assert.Equal(links.Select(l => (((string)l![0]!)[2..], ((string)l[1]!)[2..], Number(l[2]))), Rows(html, "The same numbers").Select(r => (r[1], r[2], r[3])));
        Assert.Equal(links.Count, html.Split("class=\"band\"").Length - 1);
        Assert.Contains(links, l => (string)l![0]! == "1_look" && (string)l[1]! == "2_buy");
    }

    [Fact]
    public async Task A_page_of_sessions_has_their_number_lengths_and_classes()
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "sessions", "timeout=20&midnight=true");
        Assert.Equal((20, true), ((int)asked[0]["timeout_min"]!, (bool)asked[0]["new_after_midnight"]!));
        var answer = await AnswerAsync(api, product, "sessions", asked[0]);
        var rows = Rows(html, "Sessions in order of start");
        Assert.Equal(answer["events_per_session"]!.AsArray().Select(Number), rows.Select(r => r[2]));
        Assert.Equal(answer["persons"]!.AsArray().Select(p => (string)p!), rows.Select(r => r[1]));
        Assert.Equal("2025-01-03 10:00", rows[0][0]);
        Assert.Equal((int)answer["sessions"]!, Rows(html, "By length").Sum(r => int.Parse(r[1], CultureInfo.InvariantCulture)));
        Assert.Equal((int)answer["sessions"]!, Rows(html, "By number of events").Sum(r => int.Parse(r[1], CultureInfo.InvariantCulture)));
        Assert.Contains(Rows(html, "By length"), r => r[0] == "3 min – 10 min" && r[1] != "0");
    }

    [Fact]
    public async Task A_heatmap_counts_points_in_steps_of_16_pixels_and_draws_them_on_the_page_s_outline()
    {
        using var api = await server.ApiAsync();
        var product = await QuestionTests.ProductAsync(api, "heatmap", "UTC");
        JsonArray points = [Point(1020, 363, "mousemove"), Point(634, 460, "click"), Point(635, 461, "rageclick"), Point(633, 459, "click"), Point("far", 1, "click"), new JsonObject { ["x"] = 1 }, "no point"];
        await QuestionTests.SendAsync(api, product,
        [
            Cases.Event("d1", "Clicked button", "2025-01-17T12:06:46Z", Window(new() { ["$heatmap_data"] = new JsonObject { ["https://shop.test/a"] = points, ["https://shop.test/b"] = "nothing" } })),
            Cases.Event("d1", "$pageview", "2025-01-17T12:07:00Z", Window(new() { ["$current_url"] = "https://shop.test/b", ["$prev_pageview_pathname"] = "/a", ["$prev_pageview_max_scroll"] = 2000 })),
            Cases.Event("d1", "no window", "2025-01-17T12:08:00Z", new() { ["$heatmap_data"] = new JsonObject { ["https://shop.test/a"] = new JsonArray(Point(1, 1, "click")) } }),
        ]);
        var answer = await AnswerAsync(api, product, "heatmap", new JsonObject { ["date_from"] = "2025-01-17", ["date_to"] = "2025-01-17" });
        Assert.Equal((5, 2, 1, 1, 1), ((int)answer["points"]!, (int)answer["by_type"]!["click"]!, (int)answer["by_type"]!["rageclick"]!, (int)answer["by_type"]!["mousemove"]!, (int)answer["by_type"]!["scrolldepth"]!));
        Assert.Null(Cases.Difference(JsonNode.Parse("""{"type":"mousemove","x_px":1020,"y_px":363,"x_16":64,"y_16":23,"viewport_height_16":83,"viewport_width_16":67}"""), answer["first_point"]));
        Assert.Null(Cases.Difference(JsonNode.Parse("""[{"url":"https://shop.test/a","x_16":0,"y_16":125,"views":1}]"""), answer["scrolldepth"]));
        Assert.Equal(0, (int)(await AnswerAsync(api, product, "heatmap", JsonNode.Parse("""{"date_from":"2025-01-17","date_to":"2025-01-17","url":"https://shop.test/c"}""")!))["points"]!);
        var page = (await api.GetAsync($"/products/{product.Id}/insights/heatmap?show=clicks&window=wide&url=https%3A%2F%2Fshop.test%2Fa&{Range}")).Text;
        Assert.Equal([["1", "click", "640", "464", "2", "66.7%"], ["2", "rage click", "640", "464", "1", "33.3%"]], Rows(page, "The same numbers"));
        Assert.Equal(2, page.Split("<circle class=\"heat\"").Length - 1);
        Assert.Contains("viewBox=\"0 0 1072 ", page);
        var scroll = Rows((await api.GetAsync($"/products/{product.Id}/insights/heatmap?show=scroll&{Range}")).Text, "The same numbers");
        Assert.Equal((12, "1", "100.0%"), (scroll.Count, scroll[0][1], scroll[0][2]));
    }

    private static JsonObject Point(JsonNode x, int y, string type) => new() { ["x"] = x, ["y"] = y, ["target_fixed"] = false, ["type"] = type };

    private static JsonObject Window(JsonObject properties)
    {
        (properties["$viewport_height"], properties["$viewport_width"]) = (1328, 1071);
        return properties;
    }

    [Fact]
    public async Task Retention_begins_with_the_mean_of_all_cohorts_by_their_size()
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "retention", "target=look&type=first_time&period=month");
        var matrix = (await AnswerAsync(api, product, "retention", asked[0]))["matrix"]!.AsArray().Select(r => r!.AsArray().Select(c => (int)c!).ToArray()).ToList();
        var rows = matrix.Where(r => r.Length > 1).ToList();
        var mean = 100.0 * rows.Sum(r => r[1]) / rows.Sum(r => r[0]);
        var heat = Row().Matches(Regex.Match(html, "<table class=\"heat\">.*?</table>", RegexOptions.Singleline).Value).Select(Cells).ToList();
        Assert.Equal(("Weighted mean", Number(matrix.Sum(r => r[0])), mean.ToString("0.0", CultureInfo.InvariantCulture)), (Capital(heat[1][0]), heat[1][1], heat[1][2]));
    }

    [Fact]
    public async Task Trends_split_by_a_property_name_the_rest_and_stand_beside_any_earlier_time()
    {
        using var api = await server.ApiAsync();
        var (html, asked, product) = await PageAsync(api, "trends", "event=look&math=total&breakdown=page&interval=month&compare=offset&ago=1&ago_unit=m", "from=2025-02-01&to=2025-02-28");
        Assert.Equal("-1m", (string?)asked[0]["compare"]);
        var answer = await AnswerAsync(api, product, "trends", asked[0]);
        var rows = Rows(html, "The same numbers");
        Assert.Equal(8, rows.Count);
        Assert.Equal(("Other", Number(answer["by_breakdown"]!["Other"]!["total"])), (rows[^1][0], rows[^1][2]));
        foreach (var (value, line) in answer["previous"]!.AsObject().Where(v => answer["by_breakdown"]![v.Key] is not null))
            Assert.Equal(Number(line!["total"]), rows.Single(r => r[0] == value)[3]);
    }

    [Theory]
    [InlineData("funnel", "step=look&step=buy&window=9999&unit=month", "window.value")]
    [InlineData("funnel", "step=look&step=buy&from_step=2&to_step=2", "from_step")]
    [InlineData("lifecycle", "event=look&interval=year", "interval")]
    [InlineData("stickiness", "event=look&times=0", "criteria.value")]
    [InlineData("active_users", "event=*&from=2025-03-01&to=2025-02-01", "date_to")]
    [InlineData("paths", "steps=1", "step_limit")]
    [InlineData("sessions", "timeout=0", "timeout_min")]
    [InlineData("trends", "event=look&compare=offset&ago=5000", "compare")]
    public async Task A_question_that_can_t_be_asked_says_why_in_the_reader_s_language(string kind, string query, string field)
    {
        using var api = await server.ApiAsync();
        var product = await QuestionTests.ProductAsync(api, "refused", "UTC");
        await QuestionTests.SendAsync(api, product, Events());
        var said = new List<string>();
        foreach (var language in new[] { "en", "zh-CN" })
        {
            var page = await api.GetAsync($"/products/{product.Id}/insights/{kind}?{query}{(query.Contains("from=", StringComparison.Ordinal) ? "" : "&" + Range)}", ("Accept-Language", language));
            Assert.Equal(200, page.Code);
            said.Add(WebUtility.HtmlDecode(Regex.Match(page.Text, "role=\"alert\"><p>([^<]*)</p>").Groups[1].Value));
        }
        Assert.All(said, sentence => Assert.Contains(field, sentence, StringComparison.Ordinal));
        Assert.NotEqual(said[0], said[1]);
        Assert.DoesNotContain(said, sentence => sentence.Contains("problem.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_kind_of_page_says_that_there_are_no_events_yet_and_its_question_can_be_saved()
    {
        using var api = await server.ApiAsync();
        var product = await QuestionTests.ProductAsync(api, "empty", "UTC");
        var tabs = Tab().Matches((await api.GetAsync($"/products/{product.Id}/insights")).Text).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Equal(9, tabs.Count);
        foreach (var kind in tabs)
        {
            var page = await api.GetAsync($"/products/{product.Id}/insights/{kind}?{Range}");
            Assert.True(page.Code == 200 && page.Text.Contains($"/products/{product.Id}/settings#send", StringComparison.Ordinal), $"{kind}: {page.Code}");
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = $"my {kind}", ["query"] = Range });
            var answer = await api.PostAsync(Save().Match(page.Text).Groups[1].Value, form);
            Assert.True(answer.Code == 302, $"{kind}: {answer.Code} {answer.Text}");
        }
        var saved = (await api.GetAsync($"/products/{product.Id}/insights")).Text;
        Assert.All(tabs, kind => Assert.Contains($"<a href=\"/products/{product.Id}/insights/{kind}?{WebUtility.HtmlEncode(Range)}\">my {kind}</a>", saved));
    }

    private async Task<(string Html, List<JsonObject> Asked, (string Id, string Key) Product)> PageAsync(Api api, string kind, string query, string range = Range)
    {
        var product = await QuestionTests.ProductAsync(api, kind, "UTC");
        await QuestionTests.SendAsync(api, product, Events());
        var page = await api.GetAsync($"/products/{product.Id}/insights/{kind}?{query}&{range}");
        Assert.Equal(200, page.Code);
        var printed = WebUtility.HtmlDecode(Regex.Match(page.Text, "<pre[^>]*>(.*?)</pre>", RegexOptions.Singleline).Groups[1].Value);
        return (page.Text, [.. printed.Split("\n\n").Select(json => JsonNode.Parse(json)!.AsObject())], product);
    }

    private static async Task<JsonNode> AnswerAsync(Api api, (string Id, string Key) product, string kind, JsonNode question) => (await QuestionTests.AskAsync(api, product, kind, question)).Good;

    /// <summary>Five people from January to March 2025; three of them buy some minutes after they looked, two in January.</summary>
    private static IEnumerable<JsonObject> Events()
    {
        (string Person, string Country, int[] Months, int BuysIn)[] people = [("ann", "UK", [1], 1), ("bob", "UK", [2], 0), ("cem", "DE", [1, 2], 1), ("dia", "DE", [1], 0), ("eva", "DE", [3], 3)];
        foreach (var (person, country, months, buysIn) in people)
        {
            foreach (var month in months)
            {
                var day = 3 + person[0] - 'a';
                for (var page = 0; page <= month * 5; page++)
                    yield return Cases.Event(person, "look", $"2025-0{month}-{day:00}T10:00:{page:00}Z", new() { ["country"] = country, ["page"] = $"page {page}" });
                if (month == buysIn) yield return Cases.Event(person, "buy", $"2025-0{month}-{day:00}T10:0{day - 1}:00Z", new() { ["country"] = country });
            }
        }
    }

    private static JsonObject With(JsonObject json, string name, JsonNode value)
    {
        var copy = json.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }

    private static string Number(JsonNode? value) => decimal.Parse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The cells of the body of the table that is called so.</summary>
    private static List<string[]> Rows(string html, string title)
    {
        var table = Table().Matches(html).First(t => WebUtility.HtmlDecode(t.Groups[1].Value) == title).Groups[2].Value;
        return [.. Row().Matches(table[table.IndexOf("<tbody>", StringComparison.Ordinal)..]).Select(Cells)];
    }

    private static string[] Cells(Match row) => [.. Cell().Matches(row.Value).Select(c => WebUtility.HtmlDecode(Tag().Replace(c.Groups[1].Value, "")).Trim())];

    [GeneratedRegex("<div class=\"twrap\"[^>]*aria-label=\"([^\"]*)\"[^>]*>(.*?)</table>", RegexOptions.Singleline)] private static partial Regex Table();
    [GeneratedRegex("<tr(?: [^>]*)?>.*?</tr>", RegexOptions.Singleline)] private static partial Regex Row();
    [GeneratedRegex("<t[dh](?: [^>]*)?>(.*?)</t[dh]>", RegexOptions.Singleline)] private static partial Regex Cell();
    [GeneratedRegex("<[^>]*>")] private static partial Regex Tag();
    [GeneratedRegex("<form method=\"post\" action=\"(/products/[^\"]*)\"")] private static partial Regex Save();
    [GeneratedRegex("href=\"/products/[^/\"]*/insights/([a-z_]+)\"")] private static partial Regex Tab();
}
