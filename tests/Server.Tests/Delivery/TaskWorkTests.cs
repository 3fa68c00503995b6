using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Task types, work and percents of an item: what changes with what, and what a file says of it on both ways.</summary>
public sealed class TaskWorkTests(ServerFixture server)
{
    /// <summary>Five days; Ann is on it full time.</summary>
    private static async Task<(SmallPlan Plan, string Item)> WorkedAsync(Api api, object? more = null)
    {
        var plan = await SmallPlan.ChainAsync(api, 2);
        var item = await plan.IdAsync(1);
        if (more is not null) _ = (await plan.PatchAsync(item, more)).Good;
        _ = (await plan.PatchAsync(item, new { duration = 2400, assignments = new[] { new { resource = "Ann", units = 1.0 } } })).Good;
        return (plan, item);
    }

    private static string Of(JsonNode item) =>
        $"{item["duration"]} min, {item["work"]} work: {string.Join(", ", item["assignments"]!.AsArray().Select(row => FormattableString.Invariant($"{row!["name"]} {(double)row["units"]!:0.##} {row["work"]}")))}";

    [Theory]
    [InlineData("fixed_units", false, "2400 min, 4800 work: Ann 1 2400, Bob 1 2400")]
    [InlineData("fixed_units", true, "1200 min, 2400 work: Ann 1 1200, Bob 1 1200")]
    [InlineData("fixed_duration", true, "2400 min, 2400 work: Ann 0.5 1200, Bob 0.5 1200")]
    [InlineData("fixed_work", false, "1200 min, 2400 work: Ann 1 1200, Bob 1 1200")]
    public async Task Somebody_more_shortens_the_item_or_adds_work_by_its_type(string taskType, bool effortDriven, string then)
    {
        using var api = await server.ApiAsync();
        var (plan, item) = await WorkedAsync(api, new { taskType, effortDriven });
        var after = (await plan.PatchAsync(item, new { assignments = new[] { new { resource = "ann", units = 1.0 }, new { resource = "Bob", units = 1.0 } } })).Good["item"]!;
        Assert.Equal(then, Of(after));
        Assert.Equal((taskType, effortDriven), ((string?)after["taskType"], (bool)after["effortDriven"]!));
        Assert.Equal(["Ann", "Bob"], after["resources"]!.AsArray().Select(name => (string?)name));
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal("2400 min, 2400 work: Ann 1 2400", Of(await plan.ItemAsync(1)));
    }

    [Theory]
    [InlineData("fixed_units", """{"duration":1200}""", "1200 min, 1200 work: Ann 1 1200")]
    [InlineData("fixed_work", """{"duration":1200}""", "1200 min, 2400 work: Ann 2 2400")]
    [InlineData("fixed_units", """{"work":4800}""", "4800 min, 4800 work: Ann 1 4800")]
    [InlineData("fixed_duration", """{"work":1200}""", "2400 min, 1200 work: Ann 0.5 1200")]
    [InlineData("fixed_units", """{"assignments":[{"resource":"Ann","units":0.5}]}""", "4800 min, 2400 work: Ann 0.5 2400")]
    [InlineData("fixed_duration", """{"assignments":[{"resource":"Ann","units":0.5}]}""", "2400 min, 1200 work: Ann 0.5 1200")]
    public async Task Duration_units_and_work_change_each_other_by_the_type(string taskType, string patch, string then)
    {
        using var api = await server.ApiAsync();
        var (plan, item) = await WorkedAsync(api, new { taskType });
        var answer = (await plan.PatchAsync(item, JsonNode.Parse(patch)!)).Good;
        Assert.Equal(then, Of(answer["item"]!));
        var next = (await plan.ItemAsync(2))["start"];
        Assert.True(string.CompareOrdinal((string)answer["item"]!["finish"]!, (string)next!) < 0);
    }

    [Fact]
    public async Task Work_nobody_does_a_name_twice_and_bad_words_are_refused_naming_the_field()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var item = await plan.IdAsync(1);
        foreach (var (patch, problem, field) in new[]
        {
            ("""{"work":480}""", "work_without_resources", "work"), ("""{"percentWork":10}""", "work_without_resources", "percentWork"), ("""{"taskType":"fixed"}""", "bad_value", "taskType"), ("""{"effortDriven":"yes"}""", "bad_value", "effortDriven"),
            ("""{"percentKind":"units"}""", "bad_value", "percentKind"), ("""{"percentPhysical":101}""", "bad_value", "percentPhysical"), ("""{"assignments":[{"resource":77}]}""", "bad_value", "assignments[0].resource"),
            ("""{"assignments":[{"resource":"Ann","units":-1}]}""", "bad_value", "assignments[0].units"), ("""{"assignments":[{"resource":"Ann"},{"resource":"ANN"}]}""", "assigned_twice", "assignments"), ("""{"assignments":[{"units":1}]}""", "required", "assignments[0]"),
        })
        {
            var answer = await plan.PatchAsync(item, JsonNode.Parse(patch)!);
            Assert.Equal((400, problem, field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
        }
        Assert.Empty((await api.GetAsync($"{plan.Path}/resources/load")).Good["resources"]!.AsArray());
    }

    [Fact]
    public async Task The_three_percents_stand_beside_each_other_and_only_that_of_the_duration_moves_dates()
    {
        using var api = await server.ApiAsync();
        var (plan, item) = await WorkedAsync(api);
        var finish = (string?)(await plan.ItemAsync(1))["finish"];
        _ = (await plan.PatchAsync(item, new { actualStart = "2026-01-05T08:00" })).Good;
        var done = (await plan.PatchAsync(item, new { percentKind = "physical", percentPhysical = 30, percentWork = 40 })).Good["item"]!;
        Assert.Equal(("physical", 30.0, 40.0, 0.0, finish, "in_progress"), ((string?)done["percentKind"], (double)done["percentPhysical"]!, (double)done["percentWork"]!, (double)done["percentComplete"]!, (string?)done["finish"], (string?)done["state"]));
        var later = (await plan.PatchAsync(item, new { percentComplete = 50 })).Good["item"]!;
        Assert.Equal((50.0, 50.0, 30.0, 1200L), ((double)later["percentComplete"]!, (double)later["percentWork"]!, (double)later["percentPhysical"]!, (long)later["assignments"]![0]!["actualWork"]!));
    }

    [Fact]
    public async Task An_item_is_made_with_its_people_and_the_plans_rows_have_all_of_it_as_columns()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var made = (await api.PostAsync($"{plan.Path}/items", new { name = "Dig", duration = 960, taskType = "fixed_work", assignments = new[] { new { resource = "Ann", units = 0.5 } } })).Good["item"]!;
        Assert.Equal("960 min, 480 work: Ann 0.5 480", Of(made));
        var columns = (await api.GetAsync($"{plan.Path}/plan/rows?fields=taskType,effortDriven,work,percentKind,percentWork,percentPhysical,resources")).Good["columns"]!;
        Assert.Equal(["fixed_work", "False", "480", "duration", "0", "", "Ann"], new[] { "taskType", "effortDriven", "work", "percentKind", "percentWork", "percentPhysical" }.Select(name => $"{columns[name]![0]}").Append((string)columns["resources"]![0]![0]!).Select(text => text == "false" ? "False" : text));
    }

    [Fact]
    public async Task Only_who_runs_the_project_assigns()
    {
        using var api = await server.ApiAsync();
        using var member = await server.ApiAsync("member");
        var (plan, item) = await WorkedAsync(api);
        Assert.Equal(403, (await member.PatchAsync($"{plan.Path}/items/{item}", new { assignments = Array.Empty<object>() }, ("If-Match", "\"1\""))).Code);
    }

    [Fact]
    public async Task What_a_file_says_of_types_and_work_is_read_and_goes_out_as_it_was_edited()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var xml = SmallPlan.Mspdi(2).Replace("<Name>Step 1</Name>", "<Name>Step 1</Name><Type>2</Type><EffortDriven>1</EffortDriven><Work>PT8H0M0S</Work>", StringComparison.Ordinal).Replace("</Tasks>", """
            </Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources>
            <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT8H0M0S</Work><RemainingWork>PT8H0M0S</RemainingWork></Assignment></Assignments>
            """, StringComparison.Ordinal);
        _ = (await plan.ImportAsync(xml)).Good;
        var read = await plan.ItemAsync(1);
        Assert.Equal(("fixed_work", true, 480L), ((string?)read["taskType"], (bool)read["effortDriven"]!, (long)read["work"]!));
        Assert.Equal("fixed_units", (string?)(await plan.ItemAsync(2))["taskType"]);
        _ = (await plan.PatchAsync((string)read["id"]!, new { duration = 960, percentKind = "physical", percentPhysical = 25 })).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(2), new { taskType = "fixed_duration", assignments = new[] { new { resource = "Bob", units = 0.5 } } })).Good;
        var text = (await api.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text;
        var file = XDocument.Parse(text);
        string Values(string list, string uid, params string[] names) => string.Join(' ', names.Select(name =>
            (string?)file.Descendants().Where(e => e.Parent?.Name.LocalName == list).Single(e => Child(e, "UID") == uid).Elements().FirstOrDefault(e => e.Name.LocalName == name)));
        Assert.Equal("2 1 PT16H0M0S PT8H0M0S 1 25", Values("Tasks", "1", "Type", "EffortDriven", "Duration", "Work", "EarnedValueMethod", "PhysicalPercentComplete"));
        Assert.Equal("0.5 PT8H0M0S PT8H0M0S", Values("Assignments", "1", "Units", "Work", "RemainingWork"));
        Assert.Equal("1 0 PT4H0M0S", Values("Tasks", "2", "Type", "EffortDriven", "Work"));
        var again = await SmallPlan.EmptyAsync(api);
        _ = (await again.ImportAsync(text)).Good;
        foreach (var uid in new[] { 1, 2 })
        {
            var (was, now) = (await plan.ItemAsync(uid), await again.ItemAsync(uid));
            foreach (var field in new[] { "taskType", "effortDriven", "percentKind", "percentPhysical", "percentWork", "work", "duration", "assignments" })
                Assert.Equal(was[field]?.ToJsonString(), now[field]?.ToJsonString());
        }
    }

    [Fact]
    public async Task What_else_a_file_said_of_a_row_stays_letter_by_letter_when_its_type_is_changed()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(1).Replace("<Name>Step 1</Name>", "<Name>Step 1</Name><Type><odd/></Type><Contact>one&#xD;&#xA;two</Contact>", StringComparison.Ordinal))).Good;
        Assert.Equal("fixed_units", (string?)(await plan.ItemAsync(1))["taskType"]);
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { taskType = "fixed_work" })).Good;
        var text = (await api.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text;
        Assert.Contains("one&#xD;", text, StringComparison.Ordinal);
        Assert.Equal("2", XDocument.Parse(text).Descendants().Single(e => e.Name.LocalName == "Type" && e.Parent!.Name.LocalName == "Task").Value);
    }

    [Fact]
    public async Task The_duration_type_of_a_P6_file_is_the_items_and_goes_out_as_it_was_edited()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Paths.Repository, "tests", "Engines.Tests", "Data", "scheduling", "p6", "01-fs-chain.xer"));
        var at = text.IndexOf("DT_FixedDrtn", text.IndexOf("%T\tTASK", StringComparison.Ordinal), StringComparison.Ordinal);
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(text[..at] + "DT_FixedQty" + text[(at + "DT_FixedDrtn".Length)..], "text/plain")).Good;
        var items = (await plan.ItemsAsync()).Where(item => (string?)item!["type"] != "summary").ToList();
        Assert.Equal(["fixed_work", .. Enumerable.Repeat("fixed_duration", items.Count - 1)], items.OrderBy(item => (int)item!["uid"]!).Select(item => (string)item!["taskType"]!).OrderByDescending(type => type));
        var first = items.First(item => (string?)item!["taskType"] == "fixed_work")!;
        _ = (await plan.PatchAsync((string)first["id"]!, new { taskType = "fixed_units" })).Good;
        var exported = (await api.GetAsync($"{plan.Path}/plan:export?format=xer")).Text;
        Assert.Contains("DT_FixedRate", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("DT_FixedQty", exported, StringComparison.Ordinal);
    }

    private static string? Child(XElement element, string name) => (string?)element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    [Fact]
    public async Task Next_to_no_units_that_would_take_centuries_are_refused()
    {
        using var api = await server.ApiAsync();
        var (plan, item) = await WorkedAsync(api);
        var answer = await plan.PatchAsync(item, JsonNode.Parse("""{"assignments":[{"resource":"Ann","units":1e-9}]}""")!);
        Assert.Equal((400, "assignments"), (answer.Code, (string?)answer.Json["field"]));
        Assert.Equal(2400, (long)(await plan.ItemAsync(1))["duration"]!);
    }
}
