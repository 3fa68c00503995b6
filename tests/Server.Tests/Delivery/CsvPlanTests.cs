using System.Text;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A spreadsheet as people save it, in their encodings, separators and languages, is a plan.</summary>
public sealed class CsvPlanTests(ServerFixture server)
{
    private const string English = "ID,Task Name,Duration,Start,Predecessors,% Complete\n1,Order stock,2 days,2026-01-05,,50%\n2,Photograph,1.5 days,,1,0%\n3,Open,0,,2FS+1 day,0%\n";
    private const string Chinese = "标识号;任务名称;工期;开始时间;前置任务;完成百分比\n1;Order stock;2 个工作日;2026-01-05;;50%\n2;Photograph;1,5 个工作日;;1;0%\n3;Open;0;;2FS+1 个工作日;0%\n";

    public static TheoryData<string, byte[]> Files => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(English) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(English)] },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(English)] },
        { "UTF-16, big end first", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(English)] },
        { "semicolons", Encoding.UTF8.GetBytes(English.Replace(',', ';').Replace("1.5", "1,5", StringComparison.Ordinal)) },
        { "tabs", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(English.Replace(',', '\t'))).ToArray() },
        { "Chinese headings", Encoding.UTF8.GetBytes(Chinese) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_CSV_plan_is_read_and_scheduled(string kind, byte[] file)
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var report = (await plan.ImportAsync(file, "text/csv")).Good;
        Assert.True((int)report["activities"]! == 3 && report["warnings"]!.AsArray().Count == 0, $"{kind}: {report}");
        Assert.Equal(["Order stock activity 960 50 2026-01-06T17:00", "Photograph activity 720 0 2026-01-08T12:00", "Open milestone 0 0 2026-01-09T12:00"],
            (await plan.ItemsAsync()).Select(item => $"{item!["name"]} {item["type"]} {item["duration"]} {item["percentComplete"]} {item["finish"]}"));
    }

    [Fact]
    public async Task What_can_not_be_read_is_told_by_row_and_a_file_without_names_is_refused()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var refused = await plan.ImportAsync("Cost,Owner\n5,Ann\n", "text/csv");
        Assert.Equal((400, "plan_file.no_name_column"), (refused.Code, refused.Problem));
        Assert.Empty(await plan.ItemsAsync());
        var warned = (await plan.ImportAsync("Name,Duration\nPack,soon\nShip,2d\n", "text/csv")).Good["warnings"]!.AsArray();
        Assert.Equal((2, "duration"), ((int)Assert.Single(warned)!["line"]!, (string?)warned[0]!["field"]));
    }
}
