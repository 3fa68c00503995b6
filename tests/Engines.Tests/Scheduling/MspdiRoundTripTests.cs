using System.Xml.Linq;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class MspdiRoundTripTests
{
    public static TheoryData<string> Files => [.. PlanCases.Of("mspdi", "*.xml").Concat(PlanCases.Of("mspdi-authored", "*.xml")).Select(f => f.Data)];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_read_written_and_read_again_is_the_same_plan(string file)
    {
        using var stream = PlanCases.Open(file);
        var first = Mspdi.Read(stream);
        var again = Again(first);
        Assert.Equivalent(first.Tasks.Select(Core), again.Tasks.Select(Core), strict: true);
        Assert.Equal(first.Links.Select(l => l with { Extra = null, LagFormat = null }), again.Links.Select(l => l with { Extra = null, LagFormat = null }));
        Assert.Equal(first.Calendars.Select(c => c.Name), again.Calendars.Select(c => c.Name));
        Assert.Equal(first.Resources.Select(r => r with { Extra = null, Rates = [] }), again.Resources.Select(r => r with { Extra = null, Rates = [] }));
        Assert.Equal(first.Assignments.Count, again.Assignments.Count);
        Assert.Equal(Dates(first), Dates(again));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_element_of_the_file_is_lost_on_the_way(string file)
    {
        using var stream = PlanCases.Open(file);
        var before = XDocument.Load(stream);
        using var memory = new MemoryStream();
        using var source = PlanCases.Open(file);
        Mspdi.Write(Mspdi.Read(source), memory);
        memory.Position = 0;
        var after = Values(XDocument.Load(memory));
        var lost = Values(before).Where(v => !after.TryGetValue(v.Key, out var count) || count < v.Value).Select(v => v.Key);
        Assert.Empty(lost);
    }

    [Fact]
    public void Unknown_elements_and_attributes_survive()
    {
        const string xml = """
            <Project xmlns="http://schemas.microsoft.com/project" xmlns:a="urn:a"><StartDate>2026-01-05T08:00:00</StartDate><a:House>x</a:House>
            <Tasks><Task a:mark="7"><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration><Strange deep="1"><Inner>5</Inner></Strange><a:Other>é</a:Other></Task></Tasks></Project>
            """;
        using var memory = new MemoryStream();
        Mspdi.Write(Mspdi.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml))), memory);
        var written = XDocument.Parse(System.Text.Encoding.UTF8.GetString(memory.ToArray()));
        var task = Assert.Single(written.Descendants(), e => e.Name.LocalName == "Task");
        Assert.Equal("7", task.Attribute(XName.Get("mark", "urn:a"))?.Value);
        Assert.Equal("1", task.Elements().Single(e => e.Name.LocalName == "Strange").Attribute("deep")?.Value);
        Assert.Equal("é", task.Element(XName.Get("Other", "urn:a"))?.Value);
        Assert.Equal("x", written.Root!.Element(XName.Get("House", "urn:a"))?.Value);
    }

    [Fact]
    public void Comments_and_instructions_survive_where_they_stood()
    {
        const string xml = """
            <?xml version="1.0"?><!-- before --><?made by="hand"?>
            <Project xmlns="http://schemas.microsoft.com/project"><!-- head --><StartDate>2026-01-05T08:00:00</StartDate>
            <Calendars><Calendar><UID>1</UID><Name>S</Name><!-- calendar --></Calendar></Calendars>
            <Tasks><!-- first --><Task><UID>1</UID><Name>A<!-- in a value --></Name><Duration>PT8H0M0S</Duration><?task x?><ExtendedAttribute><!-- deep --><FieldID>7</FieldID></ExtendedAttribute></Task><!-- between --><Task><UID>2</UID><Name><!-- ahead of a value -->B</Name></Task></Tasks></Project>
            <!-- after -->
            """;
        using var memory = new MemoryStream();
        var file = Mspdi.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml)));
        Assert.Equal(["A", "B"], file.Tasks.Select(t => t.Name));
        Mspdi.Write(file, memory);
        var written = XDocument.Parse(System.Text.Encoding.UTF8.GetString(memory.ToArray()));
        Assert.Equal(Remarks(XDocument.Parse(xml)).Select(remark => remark.Replace("Name:", "Task:", StringComparison.Ordinal)).Order(), Remarks(written).Order());
        Assert.DoesNotContain("urn:tandem", written.ToString(), StringComparison.Ordinal);
        Assert.Equal(["between"], written.Descendants().Single(e => e.Name.LocalName == "Tasks").Elements().First().NodesAfterSelf().OfType<XComment>().Select(c => c.Value.Trim()));
    }

    private static IEnumerable<string> Remarks(XDocument document) => document.DescendantNodes().Where(n => n is XComment or XProcessingInstruction)
        .Select(n => $"{n.Parent?.Name.LocalName}:{(n is XComment c ? c.Value : $"{((XProcessingInstruction)n).Target} {((XProcessingInstruction)n).Data}")}");

    [Fact]
    public void An_outline_codes_value_is_read_by_its_name()
    {
        const string xml = """
            <Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-01-05T08:00:00</StartDate><OutlineCodes><OutlineCode><FieldID>188744096</FieldID><Alias>Area</Alias><Values><Value><ValueID>3</ValueID><Value>North</Value></Value></Values></OutlineCode></OutlineCodes>
            <Tasks><Task><UID>1</UID><Name>A</Name><OutlineCode><FieldID>188744096</FieldID><ValueID>3</ValueID></OutlineCode></Task></Tasks></Project>
            """;
        Assert.Equal("North", Assert.Single(Mspdi.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xml))).Tasks).Custom["Area"]);
    }

    private static PlanFile Again(PlanFile file)
    {
        using var memory = new MemoryStream();
        Mspdi.Write(file, memory);
        memory.Position = 0;
        return Mspdi.Read(memory);
    }

    private static PlanTask Core(PlanTask task) => task with { Extra = null, Id = null, Wbs = null, Baselines = [.. task.Baselines.Select(b => b with { Extra = null })], DurationFormat = null };

    private static IEnumerable<(int, DateTime, DateTime, long?)> Dates(PlanFile file) => Schedule.Compute(file.ToPlan()).Rows.Select(r => (r.Key, r.Start, r.Finish, r.TotalFloat)).ToList();

    /// <summary>Leaf elements by path and value, comments aside; numbers and dates compare as they are meant.</summary>
    private static Dictionary<string, int> Values(XDocument document) => document.Descendants().Where(e => !e.HasElements && e.Value.Length > 0)
        .Select(e => $"{string.Join('/', e.AncestorsAndSelf().Reverse().Select(a => a.Name.LocalName))}={Plain(e.Value)}").CountBy(v => v).ToDictionary();

    private static string Plain(string value) => double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : value;

    [Fact]
    public void Custom_fields_of_another_format_go_to_the_places_of_their_kind_and_only_then_to_texts()
    {
        var custom = Enumerable.Range(1, 40).ToDictionary(n => $"number {n}", n => $"{n}.5");
        foreach (var n in Enumerable.Range(1, 12)) custom[$"date {n}"] = $"2026-01-{n:00} 08:00";
        foreach (var n in Enumerable.Range(1, 18)) custom[$"text {n}"] = $"0{n}";
        var file = new PlanFile { Format = PlanFormat.Xer, Start = new DateTime(2026, 1, 5, 8, 0, 0), Tasks = [new PlanTask { Key = 1, Name = "A", Custom = custom }] };
        using var written = new MemoryStream();
        Mspdi.Write(file, written);
        var text = System.Text.Encoding.UTF8.GetString(written.ToArray());
        foreach (var field in new[] { "188743767</FieldID><FieldName>Number1<", "188743996</FieldID><FieldName>Number20<", "188743944</FieldID><FieldName>Cost10<", "188743954</FieldID><FieldName>Date10<", "188744016</FieldID><FieldName>Text30<" })
            Assert.Contains(field, System.Text.RegularExpressions.Regex.Replace(text, @">\s+<", "><"), StringComparison.Ordinal);
        var again = Mspdi.Read(new MemoryStream(written.ToArray())).Tasks[0].Custom;
        Assert.Equal(custom.OrderBy(value => value.Key), again.Select(value => KeyValuePair.Create(value.Key, value.Value.Replace('T', ' ').Replace(":00:00", ":00", StringComparison.Ordinal))).OrderBy(value => value.Key));
    }
}
