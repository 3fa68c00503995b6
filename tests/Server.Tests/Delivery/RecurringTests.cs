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

    private async Task<(SmallPlan Plan, string Id)> WeeklyAsync(string more = "")
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        var made = (await own.Owner.PostAsync($"{plan.Path}/items:repeat", JsonNode.Parse($$"""{"name":"Call","every":"week","from":"2026-01-05","count":4,"duration":60{{more}}}""")!)).Good;
        return (plan, (string)made["id"]!);
    }

    private async Task<Answer> ChangeAsync(SmallPlan plan, string id, string pattern)
    {
        var seen = await own.Owner.GetAsync($"{plan.Path}/items/{id}");
        return await own.Owner.PutAsync($"{plan.Path}/items/{id}/recurrence", JsonNode.Parse(pattern)!, ("If-Match", seen.ETag!));
    }

    private static async Task<string> OccurrencesAsync(SmallPlan plan) =>
        string.Join(' ', (await plan.ItemsAsync()).Skip(1).Select(item => $"{item!["name"]}@{((string)item["start"]!)[5..10]}/{item["duration"]}").Select(text => text.Replace("Call ", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"every":"week","from":"2026-01-05","count":5,"duration":60}""", "1@01-05/60 2@01-12/60 3@01-19/60 4@01-26/60 5@02-02/60")]
    [InlineData("""{"every":"week","from":"2026-01-05","count":2,"duration":60}""", "1@01-05/60 2@01-12/60")]
    [InlineData("""{"every":"week","from":"2026-01-05","weekdays":[2],"count":4,"duration":30}""", "1@01-05/60 2@01-13/30 3@01-20/30 4@01-27/30")]
    [InlineData("""{"every":"month","from":"2026-01-05","count":3,"duration":60}""", "1@01-05/60 2@02-05/60 3@03-05/60")]
    [InlineData("""{"every":"week","from":"2026-01-19","until":"2026-02-02","duration":60}""", "1@01-05/60 2@01-19/60 3@01-26/60 4@02-02/60")]
    public async Task A_changed_pattern_adds_moves_and_removes_what_has_not_begun_and_undo_gives_it_back(string pattern, string after)
    {
        var (plan, id) = await WeeklyAsync();
        var first = (string)(await plan.ItemsAsync())[1]!["id"]!;
        _ = (await plan.PatchAsync(first, new { percentComplete = 50, actualStart = "2026-01-05T08:00" })).Good;
        var before = await OccurrencesAsync(plan);
        _ = (await ChangeAsync(plan, id, pattern)).Good;
        Assert.Equal(after, await OccurrencesAsync(plan));
        Assert.Equal(["1", .. Enumerable.Range(1, after.Split(' ').Length).Select(n => $"1.{n}")], (await plan.ItemsAsync()).Select(item => (string)item!["wbs"]!));
        Assert.Equal(first, (string?)(await plan.ItemsAsync())[1]!["id"]);
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal(before, await OccurrencesAsync(plan));
        Assert.Equal(4, (int)(await own.Owner.GetAsync($"{plan.Path}/items/{id}")).Good["recurrence"]!["count"]!);
    }

    [Fact]
    public async Task The_pattern_is_kept_with_the_summary_and_the_same_one_again_changes_nothing()
    {
        var (plan, id) = await WeeklyAsync(""","at":"10:00","weekdays":[1]""");
        var item = (await own.Owner.GetAsync($"{plan.Path}/items/{id}")).Good;
        Assert.Equal(("week", 1, 4, "2026-01-05", "10:00", 60), ((string?)item["recurrence"]!["every"], (int)item["recurrence"]!["step"]!, (int)item["recurrence"]!["count"]!, (string?)item["recurrence"]!["from"],
            (string?)item["recurrence"]!["at"], (int)item["recurrence"]!["duration"]!));
        var version = (long)(await plan.ReadAsync())["version"]!;
        _ = (await ChangeAsync(plan, id, item["recurrence"]!.ToJsonString())).Good;
        Assert.Equal(version, (long)(await plan.ReadAsync())["version"]!);
    }

    [Fact]
    public async Task An_old_version_no_pattern_and_what_does_not_recur_are_refused()
    {
        var (plan, id) = await WeeklyAsync();
        var pattern = JsonNode.Parse("""{"every":"week","from":"2026-01-05","count":1}""")!;
        Assert.Equal(428, (await own.Owner.PutAsync($"{plan.Path}/items/{id}/recurrence", pattern)).Code);
        _ = (await ChangeAsync(plan, id, pattern.ToJsonString())).Good;
        Assert.Equal(412, (await own.Owner.PutAsync($"{plan.Path}/items/{id}/recurrence", pattern, ("If-Match", "\"1\""))).Code);
        Assert.Equal((400, "until_or_count"), await ChangeAsync(plan, id, """{"every":"week"}""") is var none ? (none.Code, none.Problem) : default);
        Assert.Equal((400, "calendar"), await ChangeAsync(plan, id, """{"every":"week","count":1,"calendar":"Moon"}""") is var moon ? (moon.Code, (string?)moon.Json["field"]) : default);
        var occurrence = (string)(await plan.ItemsAsync())[1]!["id"]!;
        Assert.Equal((409, "not_recurring"), await ChangeAsync(plan, occurrence, pattern.ToJsonString()) is var other ? (other.Code, other.Problem) : default);
    }

    [Fact]
    public async Task A_what_if_copy_knows_the_pattern_and_brings_a_changed_one_back()
    {
        var (plan, id) = await WeeklyAsync();
        var copied = (await own.Owner.PostAsync($"{plan.Path}/what-ifs", new { name = "Fewer" })).Good;
        var copy = new SmallPlan(own.Owner, (string)(copied["project"] ?? copied["id"])!);
        var summary = (string)(await copy.ItemsAsync())[0]!["id"]!;
        _ = (await ChangeAsync(copy, summary, """{"every":"week","from":"2026-01-05","count":2,"duration":60}""")).Good;
        _ = (await own.Owner.PostAsync($"{plan.Path}/what-ifs/{copy.Project}/apply", new { })).Good;
        Assert.Equal("1@01-05/60 2@01-12/60", await OccurrencesAsync(plan));
        Assert.Equal(2, (int)(await own.Owner.GetAsync($"{plan.Path}/items/{id}")).Good["recurrence"]!["count"]!);
    }

    [Fact]
    public async Task An_imported_recurring_task_goes_out_as_it_came_and_can_be_given_a_pattern()
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        const string Task = "<Task><UID>{0}</UID><ID>{0}</ID><Name>{1}</Name><OutlineLevel>{2}</OutlineLevel><Duration>PT1H0M0S</Duration><DurationFormat>7</DurationFormat>{3}</Task>";
        string Row(int uid, string name, int level, string more) => string.Format(null, Task, uid, name, level, more);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(0, Row(1, "Call", 1, "<Recurring>1</Recurring>")
            + Row(2, "Call 1", 2, "<ConstraintType>4</ConstraintType><ConstraintDate>2026-01-05T08:00:00</ConstraintDate>")
            + Row(3, "Call 2", 2, "<ConstraintType>4</ConstraintType><ConstraintDate>2026-01-12T08:00:00</ConstraintDate>")))).Good;
        var id = await plan.IdAsync(1);
        Assert.Null((await own.Owner.GetAsync($"{plan.Path}/items/{id}")).Good["recurrence"]);
        _ = (await ChangeAsync(plan, id, """{"every":"week","from":"2026-01-05","weekdays":[1,3],"until":"2026-01-14","duration":60}""")).Good;
        Assert.Equal("1@01-05/60 2@01-07/60 3@01-12/60 4@01-14/60", await OccurrencesAsync(plan));
        Assert.Contains("<Recurring>1</Recurring>", (await own.Owner.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_items_page_says_when_it_comes_and_the_form_changes_it()
    {
        var (plan, id) = await WeeklyAsync();
        using var browser = await Owned.BrowserAsync(own.Host);
        var path = $"/projects/{plan.Project}/items/{id}";
        var shown = await browser.OpenAsync(path);
        Assert.Contains("every week", shown.Html, StringComparison.Ordinal);
        Assert.Contains($"{path}/recurring", shown.Html, StringComparison.Ordinal);
        var form = await browser.OpenAsync($"{path}/recurring");
        Assert.Contains("value=\"4\"", form.Html, StringComparison.Ordinal);
        var page = await browser.SubmitAsync(form, "name=\"every\"", ("every", "week"), ("step", "2"), ("weekday-1", "true"), ("from", "2026-01-05"), ("at", "09:00"), ("duration", "0.125"), ("count", "3"));
        Assert.Equal((200, path), (page.Status, page.Path));
        Assert.Equal("1@01-05/60 2@01-19/60 3@02-02/60", await OccurrencesAsync(plan));
        Assert.Contains("every 2 weeks", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_the_form_as_it_stands_changes_nothing()
    {
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        var made = (await own.Owner.PostAsync($"{plan.Path}/items:repeat", new { name = "Call", every = "week", from = "2026-01-05", count = 2, duration = 50 })).Good;
        using var browser = await Owned.BrowserAsync(own.Host);
        var form = await browser.OpenAsync($"/projects/{plan.Project}/items/{(string)made["id"]!}/recurring");
        var version = (long)(await plan.ReadAsync())["version"]!;
        _ = await browser.SubmitAsync(form, "name=\"every\"");
        Assert.Equal(version, (long)(await plan.ReadAsync())["version"]!);
    }
}
