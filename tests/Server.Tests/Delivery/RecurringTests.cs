using System.Text.Json.Nodes;
using Tandem.Server.Tests.Access;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Recurring tasks: a summary with an item an occurrence, made as one edit.</summary>
public sealed class RecurringTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    private async Task<string> StartsAsync(string request)
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        _ = (await own.Owner.PostAsync($"{plan.Path}/items:repeat", JsonNode.Parse(request)!)).Good;
        return string.Join(' ', (await plan.ItemsAsync()).Skip(1).Select(item => ((string)item!["start"]!)[..10]));
    }

    [Theory]
    [InlineData("""{"name":"Call","every":"week","from":"2026-01-05","count":3}""", "2026-01-05 2026-01-12 2026-01-19")]
    [InlineData("""{"name":"Call","every":"week","step":2,"weekdays":[2,4],"from":"2026-01-05","until":"2026-01-22"}""", "2026-01-06 2026-01-08 2026-01-20 2026-01-22")]
    [InlineData("""{"name":"Call","every":"day","step":3,"from":"2026-01-05","count":3}""", "2026-01-05 2026-01-08 2026-01-12")]
    [InlineData("""{"name":"Call","every":"workday","from":"2026-01-09","count":2}""", "2026-01-09 2026-01-12")]
    [InlineData("""{"name":"Call","every":"month","day":15,"from":"2026-01-05","count":3}""", "2026-01-15 2026-02-16 2026-03-16")]
    [InlineData("""{"name":"Call","every":"month","position":"last","weekdays":[5],"from":"2026-01-05","count":2}""", "2026-01-30 2026-02-27")]
    [InlineData("""{"name":"Call","every":"year","month":3,"day":2,"from":"2026-01-05","count":2}""", "2026-03-02 2027-03-02")]
    public async Task Occurrences_fall_on_the_patterns_days_or_the_next_working_one(string request, string starts) => Assert.Equal(starts, await StartsAsync(request));

    [Fact]
    public async Task It_stands_below_the_item_named_and_one_undo_takes_all_of_it_away()
    {
        var plan = await SmallPlan.ChainAsync(own.Owner, 2);
        var answer = (await own.Owner.PostAsync($"{plan.Path}/items:repeat", new { name = "Stand-up", every = "week", count = 2, duration = 60, at = "10:00", after = await plan.IdAsync(1) })).Good;
        Assert.Equal(2, (int)answer["occurrences"]!);
        var items = await plan.ItemsAsync();
        Assert.Equal(["1 Step 1", "2 Stand-up", "2.1 Stand-up 1", "2.2 Stand-up 2", "3 Step 2"], items.Select(item => $"{item!["wbs"]} {item["name"]}"));
        Assert.Equal(("summary", true, (string?)answer["id"]), ((string?)items[1]!["type"], (bool)items[1]!["recurring"]!, (string?)items[1]!["id"]));
        Assert.Equal(("2026-01-05T10:00", "2026-01-05T11:00", "snet"), ((string?)items[2]!["start"], (string?)items[2]!["finish"], (string?)items[2]!["constraint"]));
        Assert.Contains("<Recurring>1</Recurring>", (await own.Owner.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text, StringComparison.Ordinal);
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal(2, (await plan.ItemsAsync()).Count);
    }

    [Theory]
    [InlineData("""{"every":"week","count":2}""", "required", "name")]
    [InlineData("""{"name":"Call","count":2}""", "required", "every")]
    [InlineData("""{"name":"Call","every":"moon","count":2}""", "bad_value", "every")]
    [InlineData("""{"name":"Call","every":"day"}""", "until_or_count", "until")]
    [InlineData("""{"name":"Call","every":"day","until":"2040-01-01"}""", "too_many_occurrences", "until")]
    [InlineData("""{"name":"Call","every":"month","day":31,"from":"2026-02-01","until":"2026-02-28"}""", "no_occurrence", "every")]
    [InlineData("""{"name":"Call","every":"week","weekdays":[8],"count":2}""", "bad_value", "weekdays")]
    [InlineData("""{"name":"Call","every":"day","step":0,"count":2}""", "bad_value", "step")]
    [InlineData("""{"name":"Call","every":"day","count":2,"at":"25:00"}""", "bad_value", "at")]
    public async Task What_can_not_be_is_refused_naming_the_field_and_nothing_is_made(string request, string problem, string field)
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        var answer = await own.Owner.PostAsync($"{plan.Path}/items:repeat", JsonNode.Parse(request)!);
        Assert.Equal((400, problem, field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
        Assert.Empty(await plan.ItemsAsync());
    }

    [Fact]
    public async Task The_page_makes_one_and_keeps_what_was_typed_when_it_is_refused()
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        using var browser = await Owned.BrowserAsync(own.Host);
        var path = $"/projects/{plan.Project}/recurring";
        var refused = await browser.SubmitAsync(await browser.OpenAsync(path), "name=\"every\"", ("name", "Weekly call"), ("every", "week"), ("from", "2026-01-05"), ("duration", "0.5"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("value=\"Weekly call\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("f-until-error", refused.Html, StringComparison.Ordinal);
        var page = await browser.SubmitAsync(refused, "name=\"every\"", ("name", "Weekly call"), ("every", "week"), ("from", "2026-01-05"), ("duration", "0.5"), ("count", "4"));
        Assert.StartsWith($"/projects/{plan.Project}/plan", page.Path, StringComparison.Ordinal);
        Assert.Equal(["summary ", "activity 240", "activity 240", "activity 240", "activity 240"], (await plan.ItemsAsync()).Select(item => $"{item!["type"]} {((string?)item["type"] == "summary" ? "" : item["duration"])}"));
    }
}
