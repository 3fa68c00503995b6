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
    public async Task Columns_typed_over_a_board_that_changed_meanwhile_stay_with_their_own_keys()
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/settings");
        var project = await own.Owner.GetAsync(plan.Path);
        object[] states = [new { key = "inbox", name = "Inbox", state = "backlog" }, .. project.Good["states"]!.AsArray().Select(column => new { key = (string?)column!["key"] })];
        _ = (await own.Owner.PatchAsync(plan.Path, new { states }, ("If-Match", project.ETag!))).Good;
        (string, string)[] typed = [.. new[] { "backlog", "ready", "in_progress", "review", "done" }.SelectMany((state, at) => new[] { ($"state-{at}", state), ($"place-{at}", $"{at + 1}"), ($"name-{at}", at == 0 ? "Ideas" : "") }), ("name", "Spring")];
        var refused = await browser.SubmitAsync(page, "name=\"key-0\"", typed);
        Assert.Equal(412, refused.Status);
        Assert.Equal(200, (await browser.SubmitAsync(refused, "name=\"key-0\"", typed)).Status);
        Assert.StartsWith("backlog Ideas backlog", await ColumnsAsync(plan), StringComparison.Ordinal);
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
