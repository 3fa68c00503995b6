using System.Text;
using System.Xml.Linq;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A Microsoft Project file goes into a plan and comes out again with everything that was in it.</summary>
public sealed class LosslessTests(ServerFixture server)
{
    private static readonly string Folder = Path.Combine(Paths.Repository, "tests", "Engines.Tests", "Data", "scheduling");

    public static TheoryData<string> Files =>
        [.. new[] { "mspdi-lossless", "mspdi", "mspdi-authored" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Folder, folder), "*.xml")).Order().Select(file => Path.GetRelativePath(Folder, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_element_and_attribute_of_a_file_comes_back_from_the_plan_and_none_is_dropped(string file)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, file));
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        var report = (await plan.ImportAsync(bytes)).Good;
        Assert.Empty(report["dropped"]!.AsArray());
        var once = (await api.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text;
        Assert.Equal("", string.Join('\n', XmlLoss.Of(XDocument.Load(new MemoryStream(bytes)), XDocument.Parse(once))));
        var again = await SmallPlan.EmptyAsync(api);
        _ = (await again.ImportAsync(once)).Good;
        var twice = (await api.GetAsync($"{again.Path}/plan:export?format=mspdi")).Text;
        Assert.Equal((0, 0), (XmlLoss.Of(XDocument.Parse(once), XDocument.Parse(twice)).Count, XmlLoss.Of(XDocument.Parse(twice), XDocument.Parse(once)).Count));
    }

    [Fact]
    public async Task What_was_edited_goes_out_edited_and_the_rest_as_it_was()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "mspdi-lossless", "rich.xml"));
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(text)).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(2), new { name = "Changed" })).Good;
        _ = (await api.DeleteAsync($"{plan.Path}/items/{await plan.IdAsync(6)}")).Good;
        var after = XDocument.Parse((await api.GetAsync($"{plan.Path}/plan:export?format=mspdi")).Text);
        var tasks = after.Root!.Elements().Single(e => e.Name.LocalName == "Tasks").Elements().ToList();
        Assert.Equal("Changed", Value(tasks.Single(t => Value(t, "UID") == "2"), "Name"));
        Assert.DoesNotContain(tasks, t => Value(t, "UID") == "6");
        Assert.Equal(["30", "31", "32"], tasks.Where(t => Value(t, "IsNull") == "1").Select(t => Value(t, "UID")));
    }

    [Fact]
    public async Task The_other_projects_of_a_Primavera_file_go_out_again_with_the_one_that_was_imported()
    {
        const string xer = "ERMHDR\t23.12\t2026-01-05\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\n%R\t10\tONE\t2026-01-05 08:00\t2026-01-05 08:00\n%R\t11\tTWO\t2026-02-02 08:00\t2026-02-02 08:00\n"
            + "%T\tTASK\n%F\ttask_id\tproj_id\ttask_code\ttask_name\tremain_drtn_hr_cnt\n%R\t100\t10\tA\tDig\t8\n%R\t200\t11\tB\tOther\t8\n%E\n";
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api);
        _ = (await plan.ImportAsync(xer, "text/plain")).Good;
        var once = (await api.GetAsync($"{plan.Path}/plan:export?format=xer")).Text;
        Assert.Contains("TWO", once, StringComparison.Ordinal);
        Assert.Contains("%R\t200\t11\tB\tOther", once, StringComparison.Ordinal);
        var again = await SmallPlan.EmptyAsync(api);
        _ = (await again.ImportAsync(once, "text/plain")).Good;
        Assert.Equal(once, (await api.GetAsync($"{again.Path}/plan:export?format=xer")).Text);
    }

    private static string? Value(XElement element, string name) => (string?)element.Elements().FirstOrDefault(e => e.Name.LocalName == name);
}
