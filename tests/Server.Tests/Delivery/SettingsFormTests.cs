using Tandem.Server.Tests.Access;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The settings of a project, without script: its name and the columns of its board.</summary>
public sealed class SettingsFormTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    private async Task<string> ColumnsAsync(SmallPlan plan) =>
        string.Join(", ", (await own.Owner.GetAsync(plan.Path)).Good["states"]!.AsArray().Select(column => $"{column!["key"]} {column["name"]} {column["state"]} {column["limit"]}".Replace("  ", " ", StringComparison.Ordinal)));

    [Fact]
    public async Task Columns_are_renamed_moved_added_and_removed()
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/settings");
        (string, string)[] five = [.. new[] { "backlog", "ready", "in_progress", "review", "done" }.Select((state, at) => ($"state-{at}", state)), .. Enumerable.Range(0, 5).Select(at => ($"place-{at}", $"{at + 1}")), .. Enumerable.Range(0, 5).Select(at => ($"name-{at}", ""))];
        var saved = await browser.SubmitAsync(page, "name=\"key-0\"", [("name", "Autumn"), .. five, ("name-0", "Ideas"), ("limit-2", "4"), ("remove-1", "true"), ("name-5", "Waiting"), ("state-5", "in_progress"), ("place-5", "3"), ("name-6", "")]);
        Assert.Equal(200, saved.Status);
        Assert.Equal("backlog Ideas backlog , in_progress in_progress 4, column-1 Waiting in_progress , review review , done done ", await ColumnsAsync(plan));
        Assert.Equal("Autumn", (string?)(await own.Owner.GetAsync(plan.Path)).Good["name"]);
    }

    [Fact]
    public async Task What_is_refused_stays_typed_and_nothing_is_saved()
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        using var browser = await Owned.BrowserAsync(own.Host);
        var before = await ColumnsAsync(plan);
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"/projects/{plan.Project}/settings"), "name=\"key-0\"", ("name", "Winter"), ("name-0", "Ideas"), ("state-0", "backlog"), ("name-5", "Blocked"), ("limit-5", "0"), ("state-5", "review"));
        Assert.Equal(400, refused.Status);
        foreach (var typed in new[] { "value=\"Winter\"", "value=\"Ideas\"", "value=\"Blocked\"" }) Assert.Contains(typed, refused.Html, StringComparison.Ordinal);
        Assert.Equal(before, await ColumnsAsync(plan));
    }
}
