using System.Net;
using System.Text.Json.Nodes;
using Tandem.Server.Tests.Access;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The forms of the risk pages without script: parts that stand there more than once, what is refused with all that was typed, and what is right.</summary>
public sealed class RiskFormTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    private const string Risk = "value=\"impacts\"", Run = "value=\"branches\"";

    [Fact]
    public async Task A_risk_bears_on_several_items_each_with_its_delay_and_cost()
    {
        var plan = await SmallPlan.ChainAsync(own.Owner, 3);
        var (first, second) = (await plan.IdAsync(1), await plan.IdAsync(2));
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/risks");
        (string, string)[] typed = [("name", "Port strike"), ("probability", "20"), ("item0", first), ("delay0Low", "1"), ("delay0Likely", "2"), ("delay0High", "4")];
        var more = await browser.SubmitAsync(page, Risk, [.. typed, ("more", "impacts")]);
        Assert.Equal((200, true), (more.Status, more.Html.Contains("value=\"Port strike\"", StringComparison.Ordinal)));
        Assert.Empty((await own.Owner.GetAsync($"{plan.Path}/risks")).Good["items"]!.AsArray());
        var refused = await browser.SubmitAsync(more, Risk, [.. typed, ("item1", second), ("cost1Low", "900"), ("cost1Likely", "100")]);
        Assert.Equal(400, refused.Status);
        Assert.Contains("id=\"f-cost1-error\"", refused.Html);
        Assert.Contains("value=\"900\"", refused.Html);
        Assert.Contains("id=\"f-item1-error\"", (await browser.SubmitAsync(more, Risk, [.. typed, ("item1", ""), ("cost1Likely", "100")])).Html);
        var saved = await browser.SubmitAsync(refused, Risk, [.. typed, ("item1", second), ("cost1Low", "90"), ("cost1Likely", "100")]);
        Assert.Equal($"/projects/{plan.Project}/risks", saved.Path);
        var risk = (await own.Owner.GetAsync($"{plan.Path}/risks")).Good["items"]!.AsArray().Single()!;
        Assert.Equal([(first, 960.0, 0.0), (second, 0.0, 100.0)], risk["impacts"]!.AsArray().Select(i => ((string)i!["item"]!, (double?)i["delay"]?["likely"] ?? 0, (double?)i["cost"]?["likely"] ?? 0)));
        var change = await browser.OpenAsync($"/projects/{plan.Project}/risks?risk={risk["id"]}");
        Assert.Contains("name=\"cost1Likely\"", change.Html);
        _ = await browser.SubmitAsync(change, Risk, [("name", "Port strike"), ("probability", "20"), ("item0", ""), ("item1", second), ("cost1Likely", "100"), ("response", "accept"), ("state", "open")]);
        Assert.Equal(second, (string?)(await own.Owner.GetAsync($"{plan.Path}/risks")).Good["items"]![0]!["impacts"]!.AsArray().Single()!["item"]);
    }

    [Fact]
    public async Task Alternatives_and_conditions_are_typed_by_outline_codes_and_simulated()
    {
        var plan = await SmallPlan.ChainAsync(own.Owner, 3);
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/simulation");
        (string, string)[] runs = [("runs", "200"), ("seed", "7"), ("correlation", "0")];
        page = await browser.SubmitAsync(page, Run, [.. runs, ("more", "branches")]);
        page = await browser.SubmitAsync(page, Run, [.. runs, ("more", "conditions")]);
        (string, string)[] way = [.. runs, ("branch0way0p", "60"), ("branch0way0items", "2")];
        var over = await browser.SubmitAsync(page, Run, [.. way, ("branch0way1p", "50"), ("branch0way1items", "3")]);
        Assert.Equal((400, true), (over.Status, over.Html.Contains("id=\"f-branch0-error\"", StringComparison.Ordinal)));
        var unknown = await browser.SubmitAsync(page, Run, [.. way, ("watched0", "9.9")]);
        Assert.Contains("9.9 is no item of this plan.", WebUtility.HtmlDecode(unknown.Html));
        Assert.Contains("id=\"f-after0-error\"", (await browser.SubmitAsync(page, Run, [.. way, ("watched0", "1"), ("late0", "3")])).Html);
        var started = await browser.SubmitAsync(unknown, Run, [.. way, ("watched0", "1"), ("after0", "2026-01-05T12:00"), ("late0", "3")]);
        Assert.StartsWith($"/projects/{plan.Project}/simulation?job=", started.Path);
        var settings = (await ResultAsync(plan))["settings"]!;
        Assert.Equal((0.6, await plan.IdAsync(2)), ((double)settings["branches"]![0]!["ways"]![0]!["probability"]!, (string?)settings["branches"]![0]!["ways"]![0]!["items"]![0]));
        Assert.Equal((await plan.IdAsync(1), await plan.IdAsync(3)), ((string?)settings["conditions"]![0]!["watched"], (string?)settings["conditions"]![0]!["late"]![0]));
        var shown = await browser.OpenAsync($"/projects/{plan.Project}/simulation");
        Assert.Contains("value=\"2026-01-05T12:00\"", shown.Html);
        Assert.Contains("<td>P80</td>", shown.Html);
    }

    private async Task<JsonNode> ResultAsync(SmallPlan plan)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            if (await own.Owner.GetAsync($"{plan.Path}/simulation") is { Code: 200 } answer) return answer.Good["result"]!;
            await Task.Delay(50);
        }
        throw new TimeoutException("The simulation did not end.");
    }
}
