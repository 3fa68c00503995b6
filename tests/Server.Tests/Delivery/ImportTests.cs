using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

public sealed class ImportTests(ServerFixture server)
{
    [Theory]
    [InlineData("en"), InlineData("zh-CN")]
    public async Task The_samples_plan_comes_in_with_every_date_as_in_the_file(string language)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var report = (await plan.ImportAsync(await File.ReadAllBytesAsync(Path.Combine(Paths.Repository, "samples", "christmas-launch", $"plan.{language}.xml")))).Good;
        Assert.Empty(report["differences"]!.AsArray());
        Assert.Empty(report["dropped"]!.AsArray());
        Assert.True((int)report["activities"]! >= 60);
        Assert.Equal((int)report["activities"]!, (await plan.ItemsAsync()).Count);
    }

    [Fact]
    public async Task What_is_exported_comes_in_again_the_same()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(await File.ReadAllBytesAsync(Path.Combine(Paths.Repository, "samples", "christmas-launch", "plan.en.xml")))).Good;
        var again = await SmallPlan.EmptyAsync(api);
        _ = (await again.ImportAsync((await api.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text)).Good;
        Assert.Equal(Shown(await plan.ReadAsync()), Shown(await again.ReadAsync()));
    }

    private const string Xer = "ERMHDR\t23.12\t2026-01-05\tProject\tadmin\tAnna\tdbx\tProject Management\tEUR\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tlast_recalc_date\tplan_start_date\todd\n"
        + "%R\t10\tONE\t2026-01-05 08:00\t2026-01-05 08:00\tkept\n%R\t11\tTWO\t2026-01-05 08:00\t2026-01-05 08:00\t\n%T\tCALENDAR\n%F\tclndr_id\tclndr_name\n%R\t1\tFive days\n"
        + "%T\tTASK\n%F\ttask_id\tproj_id\tclndr_id\ttask_code\ttask_name\ttask_type\tremain_drtn_hr_cnt\ttarget_drtn_hr_cnt\tcstr_type\tcstr_date\tcstr_type2\tcstr_date2\n"
        + "%R\t1\t10\t1\tA1\tDig\tTT_Task\t8\t8\tCS_MSOA\t2026-01-07 08:00\tCS_MEOB\t2026-01-20 17:00\n%R\t2\t10\t1\tA2\tLay\tTT_Task\t16\t16\t\t\t\t\n%R\t3\t11\t1\tB1\tOther\tTT_Task\t8\t8\t\t\t\t\n"
        + "%T\tTASKPRED\n%F\ttask_pred_id\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt\n%R\t1\t2\t1\tPR_FS\t4\n%T\tTASKMEMO\n%F\tmemo_id\ttask_id\ttask_memo\n%R\t1\t1\tMind the pipe\n%R\t2\t2\tGone\n%E\n";

    [Fact]
    public async Task An_XER_comes_back_as_XER_with_what_nobody_reads_but_without_what_was_deleted()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var report = (await plan.ImportAsync(Xer, "text/plain")).Good;
        Assert.Contains(report["warnings"]!.AsArray(), warning => (string?)warning!["code"] == "several_projects" && ((string)warning["message"]!).Contains("TWO", StringComparison.Ordinal));
        var again = await SmallPlan.EmptyAsync(api);
        var text = (await api.GetAsync($"{plan.Path}/plan:export?format=xer")).Text;
        Assert.Contains("\tkept", text, StringComparison.Ordinal);
        _ = (await again.ImportAsync(text, "text/plain")).Good;
        Assert.Equal(Shown(await plan.ReadAsync()), Shown(await again.ReadAsync()));
        _ = (await api.DeleteAsync($"{plan.Path}/items/{await plan.IdAsync(2)}")).Good;
        text = (await api.GetAsync($"{plan.Path}/plan:export?format=xer")).Text;
        Assert.Contains("Mind the pipe", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_project_asked_for_is_taken_from_a_file_of_several()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        Assert.Equal("plan_file.no_such_project", (await plan.ImportAsync(Xer, "text/plain", "?sourceProject=THREE")).Problem);
        _ = (await plan.ImportAsync(Xer, "text/plain", "?sourceProject=TWO")).Good;
        Assert.Equal("Other", (string?)Assert.Single(await plan.ItemsAsync())!["name"]);
    }

    private static List<string> Shown(JsonNode plan) =>
    [
        .. plan["items"]!.AsArray().Select(item => string.Join('|', "uid name wbs type start finish lateStart lateFinish totalFloat freeFloat critical duration percentComplete actualStart actualFinish deadline constraint calendar".Split(' ').Select(field => item![field]?.ToString()))),
        .. plan["dependencies"]!.AsArray().Select(link => $"{link!["type"]} {link["lag"]} {link["lagUnit"]}"),
    ];

    [Theory]
    [InlineData("<Project><Tasks>", "application/xml", "plan_file.broken_xml"), InlineData("<html/>", "application/xml", "plan_file.not_mspdi"), InlineData("", "application/xml", "plan_file.empty_file")]
    [InlineData("hello", "text/plain", "plan_file.not_xer"), InlineData("a;b\n1;2\n", "text/csv", "plan_file.no_name_column"), InlineData("%PDF-1.4", "application/pdf", "plan_type")]
    [InlineData("<!DOCTYPE Project [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Project/>", "application/xml", "plan_file.dtd_refused"), InlineData("%PDF-1.4 and more", "application/xml", "plan_file.pdf_file")]
    public async Task A_bad_file_is_refused_by_name_and_leaves_the_plan_as_it_was(string text, string type, string problem)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var before = (await plan.ReadAsync()).ToJsonString();
        var answer = await plan.ImportAsync(text, type);
        Assert.Equal(problem, answer.Problem);
        Assert.InRange(answer.Code, 400, 415);
        Assert.Equal(before, (await plan.ReadAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_file_with_a_loop_names_its_members()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var loop = SmallPlan.Mspdi(3).Replace("<Name>Step 1</Name>", "<Name>Step 1</Name><PredecessorLink><PredecessorUID>3</PredecessorUID><Type>1</Type></PredecessorLink>", StringComparison.Ordinal);
        var answer = await plan.ImportAsync(loop);
        Assert.Equal((409, "cycle", 3), (answer.Code, answer.Problem, answer.Json["members"]!.AsArray().Count));
        Assert.Empty(await plan.ItemsAsync());
    }

    [Fact]
    public async Task An_edited_plan_is_replaced_only_when_told_and_items_keep_their_ids_by_uid()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 3);
        var id = await plan.IdAsync(2);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(4))).Good;
        Assert.Equal(id, await plan.IdAsync(2));
        _ = (await plan.PatchAsync(id, new { name = "Edited" })).Good;
        Assert.Equal("plan_edited", (await plan.ImportAsync(SmallPlan.Mspdi(2))).Problem);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(2), query: "?replace=true")).Good;
        Assert.Equal(("Step 2", id, 2), ((string)(await plan.ItemAsync(2))["name"]!, await plan.IdAsync(2), (await plan.ItemsAsync()).Count));
    }

    [Fact]
    public async Task A_large_file_is_a_job_with_the_same_report()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var notes = $"<Task><UID>9000</UID><ID>9000</ID><Name>Long</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration><Notes>{new string('n', 5_100_000)}</Notes></Task>";
        var answer = await plan.ImportAsync(SmallPlan.Mspdi(3, notes));
        Assert.Equal(202, answer.Code);
        JsonNode job;
        do
        {
            await Task.Delay(100);
            job = (await api.GetAsync(answer.Message.Headers.Location!.ToString())).Good;
        }
        while ((string?)job["state"] is "queued" or "running");
        Assert.Equal(("done", 4), ((string?)job["state"], (int)job["result"]!["activities"]!));
    }

    [Theory]
    [InlineData("", "done")]
    [InlineData("<Broken>", "failed")]
    public async Task The_file_of_an_import_goes_when_its_job_has_ended_well_or_not(string more, string state)
    {
        await using var host = new HostProcess();
        var token = await host.TokenAsync();
        await host.StartAsync();
        using var api = new Api(host.Url, token);
        var plan = await SmallPlan.EmptyAsync(api);
        var answer = await plan.ImportAsync(SmallPlan.Mspdi(1, $"{more}<Task><UID>9000</UID><Name>Long</Name><Notes>{new string('n', 5_100_000)}</Notes></Task>"));
        Assert.Equal(202, answer.Code);
        string job;
        for (job = "queued"; job is "queued" or "running"; await Task.Delay(100)) job = (string)(await api.GetAsync(answer.Message.Headers.Location!.ToString())).Good["state"]!;
        Assert.Equal(state, job);
        Assert.Empty(Directory.GetFiles(Path.Combine(host.Folder, "imports"), "*.plan"));
    }

    [Fact]
    public async Task A_file_whose_job_is_gone_goes_at_the_next_start()
    {
        await using var host = new HostProcess();
        var orphan = Path.Combine(Directory.CreateDirectory(Path.Combine(host.Folder, "imports")).FullName, $"{Guid.NewGuid()}.plan");
        await File.WriteAllTextAsync(orphan, "left");
        File.SetLastWriteTimeUtc(orphan, DateTime.UnixEpoch);
        await host.StartAsync();
        for (var tries = 0; File.Exists(orphan) && tries < 100; tries++) await Task.Delay(100);
        Assert.False(File.Exists(orphan));
    }

    [Fact]
    public async Task No_cell_of_the_CSV_is_a_formula()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        foreach (var name in new[] { "=HYPERLINK(\"x\")", "+1", "-2+3", "@SUM(1)" }) _ = (await api.PostAsync($"{plan.Path}/items", new { name })).Good;
        var csv = (await api.GetAsync($"{plan.Path}/plan:export?format=csv")).Text;
        Assert.All(csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1), line => Assert.StartsWith("'", line.Split(',')[3].Trim('"')));
    }

    /// <summary>The kill comes at some moment of reading, scheduling or writing: the plan is then the old one or the new one whole.</summary>
    [Fact]
    public async Task A_kill_in_the_middle_leaves_the_plan_whole()
    {
        await using var host = new HostProcess();
        var token = await host.TokenAsync();
        await host.StartAsync();
        string path;
        using (var api = new Api(host.Url, token))
        {
            var plan = await SmallPlan.ChainAsync(api, 5);
            path = $"{plan.Path}/plan";
            var import = plan.ImportAsync(SmallPlan.Mspdi(8000));
            await Task.Delay(Random.Shared.Next(100, 900));
            await host.KillAsync();
            try { await import; } catch (HttpRequestException) { }
        }
        await host.StartAsync();
        using var after = new Api(host.Url, token);
        var rows = (await after.GetAsync(path)).Good;
        Assert.Contains(rows["items"]!.AsArray().Count, new[] { 5, 8000 });
        Assert.Equal(rows["items"]!.AsArray().Count - 1, rows["dependencies"]!.AsArray().Count);
    }
}
