using Tandem.Server.Tests.Access;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The forms of the item page, without script: they do what the API does, and what is refused stays as it was typed.</summary>
public sealed class ItemFormTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    [Fact]
    public async Task The_properties_and_the_people_of_an_item_are_changed_by_its_page()
    {
        var api = own.Owner;
        var plan = await SmallPlan.ChainAsync(api, 2);
        var path = $"/projects/{plan.Project}/items/{await plan.IdAsync(1)}";
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.SubmitAsync(await browser.OpenAsync(path), "name=\"percentComplete\"", ("name", "Dig"), ("duration", "5"));
        Assert.Equal((200, path), (page.Status, page.Path));
        page = await browser.SubmitAsync(page, "name=\"taskType\"", ("taskType", "fixed_work"), ("newResource", "Ann"), ("newUnits", "50"));
        Assert.Equal(200, page.Status);
        var item = await plan.ItemAsync(1);
        Assert.Equal(("Dig", 2400L, 1200L, "fixed_work", 0.5), ((string?)item["name"], (long)item["duration"]!, (long)item["work"]!, (string?)item["taskType"], (double)item["assignments"]![0]!["units"]!));
        page = await browser.SubmitAsync(page, "id=\"comment\"", ("text", "Mind the gap"));
        Assert.Contains("Mind the gap", page.Html, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "name=\"taskType\"", ("units-1", "100"));
        Assert.Equal(1200L, (long)(await plan.ItemAsync(1))["duration"]!);
    }

    [Fact]
    public async Task A_refused_form_says_why_at_its_field_and_keeps_all_that_was_typed()
    {
        var api = own.Owner;
        var plan = await SmallPlan.ChainAsync(api, 1);
        var path = $"/projects/{plan.Project}/items/{await plan.IdAsync(1)}";
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.SubmitAsync(await browser.OpenAsync(path), "name=\"percentComplete\"", ("name", "Dig deeper"), ("duration", "soon"));
        Assert.Equal(400, page.Status);
        Assert.Contains("value=\"Dig deeper\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"soon\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("f-duration-error", page.Html, StringComparison.Ordinal);
        page = await browser.SubmitAsync(await browser.OpenAsync(path), "id=\"comment\"", ("text", new string('x', 10_001)));
        Assert.Equal(400, page.Status);
        Assert.Contains(new string('x', 10_001), page.Html, StringComparison.Ordinal);
        Assert.Equal("Step 1", (string?)(await plan.ItemAsync(1))["name"]);
    }

    [Fact]
    public async Task Somebody_faster_is_named_and_saving_again_is_meant()
    {
        var api = own.Owner;
        var plan = await SmallPlan.ChainAsync(api, 1);
        var id = await plan.IdAsync(1);
        using var browser = await Owned.BrowserAsync(own.Host);
        var seen = await browser.OpenAsync($"/projects/{plan.Project}/items/{id}");
        _ = (await plan.PatchAsync(id, new { name = "Theirs" })).Good;
        var refused = await browser.SubmitAsync(seen, "name=\"percentComplete\"", ("name", "Mine"));
        Assert.Equal(412, refused.Status);
        Assert.Contains("value=\"Mine\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.SubmitAsync(refused, "name=\"percentComplete\"", ("name", "Mine"))).Status);
        Assert.Equal("Mine", (string?)(await plan.ItemAsync(1))["name"]);
    }

    [Fact]
    public async Task A_link_from_another_project_is_made_on_the_page_and_a_refused_one_stays_chosen()
    {
        var (plan, other) = (await SmallPlan.ChainAsync(own.Owner, 1), await SmallPlan.ChainAsync(own.Owner, 2));
        using var browser = await Owned.BrowserAsync(own.Host);
        var from = await other.IdAsync(2);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/items/{await plan.IdAsync(1)}?other={other.Project}");
        Assert.Equal(200, (await browser.SubmitAsync(page, "name=\"from\"", ("from", from))).Status);
        Assert.Equal(from, (string?)(await plan.ReadAsync())["outside"]![0]!["from"]);
        var refused = await browser.SubmitAsync(page, "name=\"from\"", ("from", from));
        Assert.Equal(409, refused.Status);
        Assert.Matches($"<option value=\"{from}\" selected", refused.Html);
    }
}
