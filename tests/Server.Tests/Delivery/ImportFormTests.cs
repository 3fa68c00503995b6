using System.Text;
using Tandem.Server.Tests.Access;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The import page's forms, without script.</summary>
public sealed class ImportFormTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    private const string Upload = "id=\"f-file\"";

    [Fact]
    public async Task A_refused_import_keeps_what_was_typed_and_the_file_and_says_why()
    {
        var plan = await SmallPlan.ChainAsync(own.Owner, 2);
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { name = "Edited" })).Good;
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/import");
        var refused = await browser.UploadAsync(page, Upload, ("plan.xml", Encoding.UTF8.GetBytes(SmallPlan.Mspdi(3))), ("mode", "p6"), ("sourceProject", "Any"));
        Assert.Equal(409, refused.Status);
        Assert.Matches("<option value=\"p6\" selected", refused.Html);
        Assert.Contains("value=\"Any\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("plan.xml", refused.Html, StringComparison.Ordinal);
        Assert.Equal("Edited", (string?)(await plan.ItemAsync(1))["name"]);
        var done = await browser.UploadAsync(refused, Upload, null, ("mode", "p6"), ("replace", "true"));
        Assert.Equal(200, done.Status);
        Assert.Equal((3, "p6"), ((await plan.ItemsAsync()).Count, (string?)(await plan.ReadAsync())["mode"]));
    }

    [Fact]
    public async Task No_file_and_a_bad_one_are_told_at_the_field_and_change_nothing()
    {
        var plan = await SmallPlan.ChainAsync(own.Owner, 2);
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/import");
        var none = await browser.UploadAsync(page, Upload, null);
        Assert.Equal(400, none.Status);
        Assert.Contains("f-file-error", none.Html, StringComparison.Ordinal);
        Assert.Equal(400, (await browser.UploadAsync(page, Upload, ("plan.xml", Encoding.UTF8.GetBytes("<Project xmlns=\"http://schemas.microsoft.com/project\"><Tasks>")))).Status);
        Assert.Equal(2, (await plan.ItemsAsync()).Count);
    }

    [Fact]
    public async Task A_table_is_looked_at_first_and_its_columns_stay_as_chosen_when_it_is_refused()
    {
        var plan = await SmallPlan.ChainAsync(own.Owner, 2);
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { name = "Edited" })).Good;
        using var browser = await Owned.BrowserAsync(own.Host);
        var preview = await browser.UploadAsync(await browser.OpenAsync($"/projects/{plan.Project}/import"), Upload, ("plan.csv", Encoding.UTF8.GetBytes("Name,Days\nDig,3\nPour,2\n")));
        Assert.Equal(200, preview.Status);
        Assert.Contains("plan.csv", preview.Html, StringComparison.Ordinal);
        var refused = await browser.SubmitAsync(preview, "name=\"column-1\"", ("column-0", "name"), ("column-1", "duration"));
        Assert.Equal(409, refused.Status);
        Assert.Matches("name=\"column-1\"(?s:.*?)<option value=\"duration\" selected", refused.Html);
        var done = await browser.SubmitAsync(refused, "name=\"column-1\"", ("column-0", "name"), ("column-1", "duration"), ("replace", "true"));
        Assert.Equal(200, done.Status);
        Assert.Equal(["Dig 1440", "Pour 960"], (await plan.ItemsAsync()).Select(item => $"{item!["name"]} {item["duration"]}"));
    }
}
