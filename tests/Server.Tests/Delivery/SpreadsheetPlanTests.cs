using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Tables are looked at before they are taken, and workbooks come and go whole.</summary>
public sealed class SpreadsheetPlanTests(ServerFixture server)
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Fact]
    public async Task A_plan_written_as_a_workbook_comes_in_again_the_same()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 4);
        var book = await (await api.GetAsync($"{plan.Path}/plan:export?format=xlsx")).Message.Content.ReadAsByteArrayAsync();
        var again = await SmallPlan.EmptyAsync(api);
        var report = (await again.ImportAsync(book, Type)).Good;
        Assert.Equal((4, 4, 0), ((int)report["activities"]!, (int)report["identical"]!, report["warnings"]!.AsArray().Count));
        Assert.Equal((await plan.ItemsAsync()).Select(item => $"{item!["name"]} {item["start"]} {item["finish"]}"), (await again.ItemsAsync()).Select(item => $"{item!["name"]} {item["start"]} {item["finish"]}"));
    }

    [Fact]
    public async Task A_workbook_with_Chinese_headings_dates_and_percentages_is_previewed_and_read()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var preview = (await api.PostAsync($"{plan.Path}/plan:preview", Body(Book()))).Good;
        Assert.Equal(["name", "start", "percentComplete", "duration", "custom"], preview["columns"]!.AsArray().Select(column => (string)column!["field"]!));
        Assert.Equal((1, "2026-01-07 00:00", "50%"), ((int)preview["activities"]!, (string?)preview["rows"]![0]![1], (string?)preview["rows"]![0]![2]));
        Assert.Empty(await plan.ItemsAsync());
        _ = (await plan.ImportAsync(Book(), Type)).Good;
        var item = Assert.Single(await plan.ItemsAsync())!;
        Assert.Equal(("备料 2026-01-07T08:00", 50, 960), ($"{item["name"]} {item["start"]}", (int)item["percentComplete"]!, (int)item["duration"]!));
    }

    [Fact]
    public async Task Columns_are_taken_as_the_mapping_says()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        const string csv = "What,How long,Who\nDig,2d,Ann\n";
        Assert.Equal("plan_file.no_name_column", (string?)(await api.PostAsync($"{plan.Path}/plan:preview", Body(Encoding.UTF8.GetBytes(csv), "text/csv"))).Good["problems"]![0]!["code"]);
        _ = (await plan.ImportAsync(csv, "text/csv", "?columns=name,duration,custom")).Good;
        Assert.Equal(("Dig", 960), ((string?)(await plan.ItemsAsync())[0]!["name"], (int)(await plan.ItemsAsync())[0]!["duration"]!));
        Assert.Equal((400, 400), ((await plan.ImportAsync(csv, "text/csv", "?columns=name,name")).Code, (await plan.ImportAsync(csv, "text/csv", "?columns=name,nonsense")).Code));
    }

    [Fact]
    public async Task A_bomb_a_torn_book_and_other_packed_files_are_refused_and_nothing_is_written()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var before = (await plan.ReadAsync()).ToJsonString();
        var cases = new Dictionary<string, byte[]> { ["plan_file.too_large"] = Bomb(), ["plan_file.broken_xlsx"] = Book()[..400] };
        foreach (var (problem, bytes) in cases) Assert.Equal(problem, (await plan.ImportAsync(bytes, Type)).Problem);
        Assert.Equal("plan_file.mpp_file", (await plan.ImportAsync(Convert.FromHexString("D0CF11E0A1B11AE100000000"), "application/vnd.ms-project")).Problem);
        Assert.Equal("plan_file.pmxml_file", (await plan.ImportAsync("<APIBusinessObjects xmlns=\"http://xmlns.oracle.com/Primavera/P6/V8.3/API/BusinessObjects\"/>")).Problem);
        Assert.Equal(before, (await plan.ReadAsync()).ToJsonString());
    }

    private static ByteArrayContent Body(byte[] bytes, string type = Type)
    {
        var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new(type);
        return body;
    }

    private static byte[] Bomb()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++) part.Write(zeros);
        }
        return memory.ToArray();
    }

    /// <summary>As Excel writes it: shared strings, a date and a percentage by their formats.</summary>
    private static byte[] Book()
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(new[] { "任务名称", "开始时间", "完成百分比", "工期", "负责人", "备料", "2 个工作日", "张三" }.Select(text => new SharedStringItem(new Text(text))));
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 9 }));
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(
                new Row(Enumerable.Range(0, 5).Select(Shared)),
                new Row(Shared(5), new Cell { CellValue = new CellValue("46029"), StyleIndex = 1 }, new Cell { CellValue = new CellValue("0.5"), StyleIndex = 2 }, Shared(6), Shared(7))));
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = "计划" }));
        }
        return memory.ToArray();
    }

    private static Cell Shared(int at) => new() { DataType = CellValues.SharedString, CellValue = new CellValue(at) };
}
