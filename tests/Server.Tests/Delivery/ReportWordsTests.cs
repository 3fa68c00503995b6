using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tandem.Scheduling.Files;

namespace Tandem.Server.Tests.Delivery;

/// <summary>All that an import's report can say has words in both languages.</summary>
public sealed partial class ReportWordsTests(ServerFixture server, ITestOutputHelper output)
{
    private static readonly string Engine = Path.Combine(Paths.Repository, "src", "Engines", "Tandem.Scheduling", "Files");

    [Theory]
    [InlineData("Words.resx"), InlineData("Words.zh-CN.resx")]
    public void Every_warning_cause_field_and_refusal_has_words(string file)
    {
        var words = XDocument.Load(Path.Combine(Paths.Repository, "src", "Modules", "Tandem.Delivery", file)).Descendants("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);
        var code = string.Concat(Directory.GetFiles(Path.GetDirectoryName(Engine)!, "*.cs", SearchOption.AllDirectories).Concat(Directory.GetFiles(Path.Combine(Paths.Repository, "src", "Modules", "Tandem.Delivery", "Imports"))).Select(File.ReadAllText));
        var warned = Warned().Matches(code).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Equal(warned.Order(), PlanWarningText.Codes.Order());
        string[] fields = ["start", "finish", "earlyStart", "earlyFinish", "lateStart", "lateFinish", "totalFloat", "freeFloat", "critical"];
        IEnumerable<string> keys =
        [
            .. PlanWarningText.Codes.Select(c => "plan-warning." + c), .. ScheduleComparison.Causes.Select(c => "import.cause." + c), .. fields.Select(f => "item.field." + f),
            .. Enum.GetNames<PlanFormat>().Select(f => "import.format." + f.ToLowerInvariant()), .. Refused().Matches(code).Select(m => "problem.plan_file." + m.Groups[1].Value).Distinct(),
        ];
        Assert.All(keys, key => Assert.NotEqual("", words.GetValueOrDefault(key, "")));
    }

    [Fact]
    public async Task The_report_on_every_file_is_told_in_the_readers_language()
    {
        if (Environment.GetEnvironmentVariable("TANDEM_TESTDATA") is not { Length: > 0 } data) output.WriteLine("TANDEM_TESTDATA is not set: only the files beside the tests");
        else await ReadAllAsync(Path.Combine(data, "scheduling"));
        await ReadAllAsync(Path.Combine(Paths.Repository, "tests", "Engines.Tests", "Data", "scheduling"));
    }

    private async Task ReadAllAsync(string folder)
    {
        using var api = await server.ApiAsync();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => PlanFiles.FormatOf(f) is not null && !f.Contains("LICENSES", StringComparison.Ordinal) && Path.GetFileName(f) != "makespans.csv").Order())
        {
            var bytes = await File.ReadAllBytesAsync(file);
            var type = PlanFiles.FormatOf(file) switch { PlanFormat.Xer => "text/plain", PlanFormat.Csv => "text/csv", _ => "application/xml" };
            foreach (var language in new[] { "en", "zh-CN" })
            {
                var report = (await (await SmallPlan.EmptyAsync(api)).ImportAsync(bytes, type, language: language)).Good;
                Assert.Empty(report["dropped"]!.AsArray());
                Assert.All(report["warnings"]!.AsArray(), warning => Check(warning!, language != "en"));
                Assert.All(report["differences"]!.AsArray(), difference => Assert.Contains((string?)difference!["cause"], ScheduleComparison.Causes));
            }
        }
    }

    private static void Check(JsonNode warning, bool chinese)
    {
        var message = (string)warning["message"]!;
        Assert.DoesNotContain((string)warning["code"]!, message, StringComparison.Ordinal);
        if (chinese) Assert.Contains(message, c => c is >= '一' and <= '鿿');
        Assert.DoesNotMatch("[{}]", message);
        if (chinese) Assert.DoesNotMatch("Row|Task |percentComplete", message);
    }

    [GeneratedRegex("PlanWarning\\(\"([a-z_]+)\"")] private static partial Regex Warned();
    [GeneratedRegex("PlanFileException\\((?:dtd \\? )?\"([a-z_]+)\"")] private static partial Regex Refused();
}
