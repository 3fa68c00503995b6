using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Links between projects that files bring: joined where the other project is here, else kept as a date.</summary>
public sealed class ImportedLinkTests(ServerFixture server)
{
    private const string Cross = "<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><CrossProject>1</CrossProject><CrossProjectName>C:\\plans\\NAME.mpp\\2</CrossProjectName><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink>";

    private static string Waiting(string name) => SmallPlan.Mspdi(1).Replace("<DurationFormat>7</DurationFormat>", "<DurationFormat>7</DurationFormat><Start>2026-01-12T08:00:00</Start>" + Cross.Replace("NAME", name, StringComparison.Ordinal), StringComparison.Ordinal);

    private static string Codes(JsonNode report) => string.Join(" ", report["warnings"]!.AsArray().Select(warning => (string?)warning!["code"]).Where(code => code!.StartsWith("cross", StringComparison.Ordinal)));

    [Fact]
    public async Task A_link_of_a_project_file_to_a_file_that_is_here_becomes_one_network()
    {
        using var api = await server.ApiAsync();
        var name = "supply " + Guid.NewGuid();
        var (first, second) = (await SmallPlan.EmptyAsync(api), await SmallPlan.EmptyAsync(api));
        _ = (await first.ImportAsync(SmallPlan.Mspdi(3), query: $"?file={name}.xml")).Good;
        Assert.Equal("cross_linked", Codes((await second.ImportAsync(Waiting(name))).Good));
        Assert.Equal("2026-01-08T08:00", (string?)(await second.ItemAsync(1))["start"]);
        Assert.Equal(first.Project, (string?)Assert.Single((await second.ReadAsync())["outside"]!.AsArray())!["fromProject"]);
        _ = (await first.PatchAsync(await first.IdAsync(2), new { duration = 960 })).Good;
        Assert.Equal("2026-01-09T08:00", (string?)(await second.ItemAsync(1))["start"]);
        _ = (await second.ImportAsync(Waiting(name), query: "?replace=true")).Good;
        Assert.Single((await second.ReadAsync())["outside"]!.AsArray());
    }

    [Fact]
    public async Task A_link_to_a_file_that_is_not_here_keeps_the_date_it_held()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        Assert.Equal("cross_project", Codes((await plan.ImportAsync(Waiting("nowhere"))).Good));
        Assert.Equal("2026-01-12T08:00", (string?)(await plan.ItemAsync(1))["start"]);
    }

    [Theory]
    [InlineData(0, "2026-01-07T17:00")] // FF: a day after the 6th at 17:00
    [InlineData(2, "2026-01-06T17:00")] // SF: a day after the 6th at 08:00
    public async Task A_link_of_finishes_keeps_the_finish_it_held_until_the_other_file_comes(int type, string joined)
    {
        using var api = await server.ApiAsync();
        var (name, plan, other) = ("late " + Guid.NewGuid(), await SmallPlan.EmptyAsync(api), await SmallPlan.EmptyAsync(api));
        var file = Waiting(name).Replace("<Type>1</Type>", $"<Type>{type}</Type>", StringComparison.Ordinal).Replace("PT8H0M0S", "PT16H0M0S", StringComparison.Ordinal)
            .Replace("</Start>", "</Start><Finish>2026-01-13T17:00:00</Finish>", StringComparison.Ordinal);
        Assert.Equal("cross_project", Codes((await plan.ImportAsync(file)).Good));
        var item = await plan.ItemAsync(1);
        Assert.Equal(("2026-01-12T08:00", "2026-01-13T17:00"), ((string?)item["start"], (string?)item["finish"]));
        _ = (await plan.PatchAsync((string)item["id"]!, new { duration = 480 })).Good;
        item = await plan.ItemAsync(1);
        Assert.Equal(("2026-01-13T08:00", "2026-01-13T17:00"), ((string?)item["start"], (string?)item["finish"]));
        _ = (await other.ImportAsync(SmallPlan.Mspdi(3), query: $"?file={name}.xml")).Good;
        Assert.Equal(joined, (string?)(await plan.ItemAsync(1))["finish"]);
    }

    [Fact]
    public async Task Two_projects_of_one_xer_file_are_linked_as_the_file_links_them_whichever_comes_first()
    {
        using var api = await server.ApiAsync();
        var (tag, first, second, third) = (Guid.NewGuid().ToString("N")[..8], await SmallPlan.EmptyAsync(api), await SmallPlan.EmptyAsync(api), await SmallPlan.EmptyAsync(api));
        Assert.Equal("cross_project", Codes((await third.ImportAsync(Xer(tag), "text/plain", $"?sourceProject=B-{tag}")).Good));
        Assert.Equal("2026-01-09T08:00", (string?)(await third.ItemsAsync())[^1]!["start"]);
        _ = (await first.ImportAsync(Xer(tag), "text/plain", $"?sourceProject=A-{tag}")).Good;
        Assert.Equal((first.Project, "2026-01-07T08:00"), ((string?)(await third.ReadAsync())["outside"]![0]!["fromProject"], (string?)(await third.ItemsAsync())[^1]!["start"]));
        Assert.Equal("cross_linked", Codes((await second.ImportAsync(Xer(tag), "text/plain", $"?sourceProject=B-{tag}")).Good));
        var link = Assert.Single((await second.ReadAsync())["outside"]!.AsArray())!;
        Assert.Equal((first.Project, "2026-01-07T08:00"), ((string?)link["fromProject"], (string?)(await second.ItemsAsync())[^1]!["start"]));
    }

    /// <summary>Project A: A100 of two days (in the file until the 8th at 17:00); project B: B100 after it.</summary>
    private static string Xer(string tag) => string.Join("\n",
        "ERMHDR\t18.8\t2026-01-05\tProject\tadmin\tadmin\tdb\tProject Management\tUSD",
        "%T\tCALENDAR", "%F\tclndr_id\tdefault_flag\tclndr_name\tclndr_type\tday_hr_cnt\tclndr_data",
        "%R\t1\tY\tStandard\tCA_Base\t8\t(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))(0||3()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))(0||4()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))(0||5()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))(0||6()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))(0||7()())))))",
        "%T\tPROJECT", "%F\tproj_id\tproj_short_name\tclndr_id\tplan_start_date\tlast_recalc_date",
        $"%R\t1\tA-{tag}\t1\t2026-01-05 08:00\t2026-01-05 08:00", $"%R\t2\tB-{tag}\t1\t2026-01-05 08:00\t2026-01-05 08:00",
        "%T\tPROJWBS", "%F\twbs_id\tproj_id\tparent_wbs_id\tproj_node_flag\twbs_short_name\twbs_name", $"%R\t10\t1\t\tY\tA-{tag}\tProject A {tag}", $"%R\t20\t2\t\tY\tB-{tag}\tProject B {tag}",
        "%T\tTASK", "%F\ttask_id\tproj_id\twbs_id\tclndr_id\ttask_type\tstatus_code\ttask_code\ttask_name\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\tearly_start_date\tearly_end_date",
        "%R\t100\t1\t10\t1\tTT_Task\tTK_NotStart\tA100\tMake\t16\t16\t2026-01-07 08:00\t2026-01-08 17:00", "%R\t200\t2\t20\t1\tTT_Task\tTK_NotStart\tB100\tUse\t8\t8\t2026-01-09 08:00\t2026-01-09 17:00",
        "%T\tTASKPRED", "%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt", "%R\t1\t200\t100\t2\t1\tPR_FS\t0", "%E", "");
}
