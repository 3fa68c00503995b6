using System.IO.Compression;
using System.Text;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Files that are broken or mean harm: refused naming line and field, the plan as it was.</summary>
public sealed class HostilePlanTests(ServerFixture server)
{
    private const string Head = "<Project xmlns=\"http://schemas.microsoft.com/project\">\n<StartDate>2026-01-05T08:00:00</StartDate>\n";
    private const string Xer = "ERMHDR\t23.12\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tplan_start_date\n%R\t1\tONE\t2026-01-05 08:00\n%T\tTASK\n%F\ttask_id\tproj_id\ttask_name\ttarget_drtn_hr_cnt\n";

    /// <summary>What it is, what is sent, as what, and what is answered: code, line, field.</summary>
    public static TheoryData<string, byte[], string, string, int?, string?> Files { get; } = new()
    {
        { "an external entity", Bytes("<!DOCTYPE Project [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<Project><Name>&e;</Name></Project>"), "application/xml", "dtd_refused", null, null },
        { "a billion laughs", Bytes($"<?xml version=\"1.0\"?>\n<!DOCTYPE Project [<!ENTITY l0 \"ha\">{string.Concat(Enumerable.Range(1, 30).Select(n => $"<!ENTITY l{n} \"{string.Concat(Enumerable.Repeat($"&l{n - 1};", 10))}\">"))}]>\n<Project><Name>&l30;</Name></Project>"), "application/xml", "dtd_refused", null, null },
        { "XML cut off", Bytes($"{Head}<Tasks>\n<Task><UID>1</UID><Na"), "application/xml", "broken_xml", 4, null },
        { "XML cut off between elements", Bytes($"{Head}<Tasks>\n<Task><UID>1</UID></Task>\n"), "application/xml", "broken_xml", 5, null },
        { "XML that claims UTF-16 and is none", Bytes($"<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n{Head}</Project>"), "application/xml", "broken_xml", null, null },
        { "XML that claims UTF-8 and is Latin-1", [.. Bytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{Head}<Title>"), 0xE9, 0xE8, .. Bytes("</Title></Project>")], "application/xml", "broken_xml", null, null },
        { "XML in an encoding that doesn't exist", Bytes($"<?xml version=\"1.0\" encoding=\"klingon\"?>\n{Head}</Project>"), "application/xml", "broken_xml", 1, null },
        { "a thousand levels", Bytes($"{Head}<Tasks>{string.Concat(Enumerable.Repeat("<x>", 1000))}{string.Concat(Enumerable.Repeat("</x>", 1000))}</Tasks></Project>"), "application/xml", "too_deep", 3, "x" },
        { "a bottomless outline", Bytes($"{Head}<Tasks>\n{string.Concat(Enumerable.Range(1, 300).Select(n => $"<Task><UID>{n}</UID><OutlineLevel>{n}</OutlineLevel></Task>\n"))}</Tasks></Project>"), "application/xml", "outline_too_deep", 204, "OutlineLevel" },
        { "an endless name", Bytes($"{Head}<Tasks>\n<Task><UID>1</UID><Name>{new string('n', 20_000)}</Name></Task></Tasks></Project>"), "application/xml", "name_too_long", 4, "Name" },
        { "bytes of nothing", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "application/xml", "broken_xml", 1, null },
        { "XER cut off before its tasks", Bytes(Xer[..Xer.IndexOf("%T\tTASK", StringComparison.Ordinal)]), "text/plain", "no_activities", null, "TASK" },
        { "XER cut off in its head", Bytes("ERMH"), "text/plain", "not_xer", null, null },
        { "a workbook cut off", Workbook()[..60], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "broken_xlsx", null, null },
        { "a packed bomb", Workbook(160 << 20), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "too_large", null, null },
        { "CSV with an open quote", Bytes("Name,Duration\n\"Dig,5\nLay,3\n"), "text/csv", "open_quote", 2, null },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_is_refused_with_line_and_field_and_nothing_is_written(string what, byte[] bytes, string type, string code, int? line, string? field)
    {
        Assert.NotEmpty(what);
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.ChainAsync(api, 2);
        var before = await api.GetAsync($"{plan.Path}/plan");
        var answer = await plan.ImportAsync(bytes, type);
        Assert.Equal((400, "plan_file." + code), (answer.Code, answer.Problem));
        if (line is not null) Assert.Equal(line, (int?)answer.Json["line"]);
        if (field is not null) Assert.Equal(field, (string?)answer.Json["field"]);
        var after = await api.GetAsync($"{plan.Path}/plan");
        Assert.Equal((before.ETag, before.Text), (after.ETag, after.Text));
    }

    /// <summary>What can be read is read; the report names what was left out, with its line.</summary>
    [Fact]
    public async Task Relations_to_nothing_are_left_out_by_name_and_the_rest_comes_in()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var report = (await plan.ImportAsync($"{Head}<CalendarUID>9</CalendarUID><Tasks>\n<Task><UID>1</UID><Name>A</Name><CalendarUID>77</CalendarUID><Duration>PT8H0M0S</Duration>\n<PredecessorLink><PredecessorUID>5</PredecessorUID></PredecessorLink>\n<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink></Task></Tasks><Assignments><Assignment><UID>1</UID><TaskUID>8</TaskUID><ResourceUID>3</ResourceUID></Assignment></Assignments></Project>")).Good;
        var warnings = report["warnings"]!.AsArray().Select(w => ((string?)w!["code"], (int?)w["line"])).ToList();
        Assert.Contains(("unknown_predecessor", 5), warnings);
        Assert.Contains(("link_to_itself", 6), warnings);
        Assert.Contains(("unknown_calendar", null), warnings);
        Assert.Contains(("unknown_plan_calendar", null), warnings);
        Assert.Equal(1, (int)report["activities"]!);
        Assert.Contains("<TaskUID>8</TaskUID>", (await api.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_XER_cut_off_among_its_rows_comes_in_with_a_warning()
    {
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var report = (await plan.ImportAsync(Xer + "%R\t1\t1\tDig\t8\n%R\t2\t1\tLa", "text/plain")).Good;
        Assert.Contains(("cut_off", 8), report["warnings"]!.AsArray().Select(w => ((string?)w!["code"], (int?)w["line"])));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A packed file with the parts of a workbook, one of them of this size unpacked.</summary>
    private static byte[] Workbook(int size = 1000)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var block = new byte[1 << 16];
            for (var left = size; left > 0; left -= block.Length) part.Write(block, 0, Math.Min(left, block.Length));
        }
        return stream.ToArray();
    }
}
