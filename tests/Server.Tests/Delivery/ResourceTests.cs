using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

public sealed class ResourceTests(ServerFixture server)
{
    /// <summary>Two activities of five days side by side, both by Ann.</summary>
    private static async Task<SmallPlan> OverloadedAsync(Api api)
    {
        var plan = await SmallPlan.EmptyAsync(api);
        var xml = SmallPlan.Mspdi(2).Replace("PT8H0M0S", "PT40H0M0S", StringComparison.Ordinal).Replace("<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>", "", StringComparison.Ordinal).Replace("</Tasks>", """
            </Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources>
            <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>
            <Assignment><UID>2</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment></Assignments>
            """, StringComparison.Ordinal);
        _ = (await plan.ImportAsync(xml)).Good;
        return plan;
    }

    [Fact]
    public async Task Two_activities_of_one_person_at_once_are_twice_the_capacity()
    {
        using var api = await server.ApiAsync();
        var plan = await OverloadedAsync(api);
        var answer = (await api.GetAsync($"{plan.Path}/resources/load?from=2026-01-05&weeks=2")).Good;
        var ann = answer["resources"]![0]!;
        Assert.Equal([2400L, 2400L], Numbers(ann["capacity"]!));
        Assert.Equal([4800L, 0L], Numbers(ann["load"]!));
        Assert.Equal(2, ann["items"]!.AsArray().Count);
    }

    /// <summary>One activity of ten days by Ann from Monday the 5th, so much of it done, as at a data date.</summary>
    private static async Task<long[]> HalfDoneAsync(Api api, string dataDate, string remaining, string more = "")
    {
        var plan = await SmallPlan.EmptyAsync(api);
        var xml = SmallPlan.Mspdi(1).Replace("PT8H0M0S</Duration>", $"PT80H0M0S</Duration><ActualStart>2026-01-05T08:00:00</ActualStart><RemainingDuration>{remaining}</RemainingDuration>{more}", StringComparison.Ordinal)
            .Replace("<Tasks>", $"{dataDate}<Tasks>", StringComparison.Ordinal).Replace("</Tasks>", """
            </Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources>
            <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment></Assignments>
            """, StringComparison.Ordinal);
        _ = (await plan.ImportAsync(xml, query: "?mode=p6")).Good;
        return Numbers((await api.GetAsync($"{plan.Path}/resources/load?from=2026-01-05&weeks=4")).Good["resources"]![0]!["load"]!);
    }

    [Theory]
    [InlineData("2026-01-12T08:00:00", 50, "2400 2400 0 0")] // on time: half done in the first week, half to do in the second
    [InlineData("2026-01-07T08:00:00", 50, "3840 960 0 0")] // ahead: five days done by Wednesday, three of the rest in that week
    [InlineData("2026-01-19T08:00:00", 50, "1200 1200 2400 0")] // behind: done over two weeks, all that is left in the third
    [InlineData("2026-01-26T08:00:00", 100, "2400 2400 0 0")] // done
    public async Task What_is_done_lies_before_the_data_date_and_what_is_left_after_it(string dataDate, int percent, string load)
    {
        using var api = await server.ApiAsync();
        var weeks = await HalfDoneAsync(api, $"<StatusDate>{dataDate}</StatusDate>", $"PT{80 - 80 * percent / 100}H0M0S", $"<PercentComplete>{percent}</PercentComplete>" + (percent == 100 ? "<ActualFinish>2026-01-16T17:00:00</ActualFinish>" : ""));
        Assert.Equal(load, string.Join(' ', weeks));
    }

    [Fact]
    public async Task Levelling_previews_without_touching_the_plan_applies_as_one_edit_and_can_be_undone()
    {
        using var api = await server.ApiAsync();
        var plan = await OverloadedAsync(api);
        var before = (long)(await plan.ReadAsync())["version"]!;
        var preview = (await api.PostAsync($"{plan.Path}/plan:level", new { })).Good;
        var move = Assert.Single(preview["moves"]!.AsArray())!;
        Assert.Equal("Ann", (string?)move["waitsFor"]![0]!["resource"]);
        Assert.Equal("2026-01-16T17:00", ((string)preview["finish"]!)[..16]);
        Assert.Equal(0, (double)preview["gap"]!);
        Assert.Equal(before, (long)(await plan.ReadAsync())["version"]!);
        var applied = (await api.PostAsync($"{plan.Path}/plan:level", new { apply = true })).Good;
        Assert.True((bool)applied["applied"]!);
        Assert.Equal("2026-01-16T17:00", (string?)(await plan.ReadAsync())["projectFinish"]);
        var ann = (await api.GetAsync($"{plan.Path}/resources/load?from=2026-01-05&weeks=2")).Good["resources"]![0]!;
        Assert.Equal([2400L, 2400L], Numbers(ann["load"]!));
        _ = (await plan.UndoAsync()).Good;
        Assert.Equal("2026-01-09T17:00", (string?)(await plan.ReadAsync())["projectFinish"]);
    }

    [Fact]
    public async Task A_plan_without_people_says_so()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var answer = await api.PostAsync($"{plan.Path}/plan:level", new { });
        Assert.Equal((409, "no_resources"), (answer.Code, answer.Problem));
    }

    private static long[] Numbers(JsonNode list) => [.. list.AsArray().Select(number => (long)number!)];

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task A_delay_that_no_plan_holds_is_refused(long maxDelay)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 1);
        var answer = await api.PostAsync($"{plan.Path}/plan:level", new { maxDelay });
        Assert.Equal((400, "maxDelay"), (answer.Code, (string?)answer.Json["field"]));
    }
}
