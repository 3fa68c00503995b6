using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tandem.Delivery;
using Tandem.Kernel.Wording;

namespace Tandem.Server.Tests.House;

/// <summary>What people read stands in pairs of Words.resx and Words.zh-CN.resx.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Both_languages_have_the_same_keys_and_Chinese_asks_for_no_value_that_English_does_not_get()
    {
        var faults = new List<string>();
        foreach (var english in Files())
        {
            var (en, zh) = (Read(english), Read(english.Replace("Words.resx", "Words.zh-CN.resx", StringComparison.Ordinal)));
            faults.AddRange(en.Keys.Except(zh.Keys).Select(key => $"{key} is missing in Chinese"));
            faults.AddRange(zh.Keys.Except(en.Keys).Select(key => $"{key} is missing in English"));
            faults.AddRange(en.Keys.Intersect(zh.Keys).Where(key => !Places(zh[key]).IsSubsetOf(Places(en[key]))).Select(key => $"{key}: other places for values: {en[key]} | {zh[key]}"));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void What_counts_says_one_as_people_do()
    {
        var words = new Words([new("Tandem.Delivery.Words", typeof(DeliveryModule).Assembly)]);
        Assert.Equal(["1 row", "2 rows", "0 rows", "1 行", "2 行"], [.. new object[] { 1, "2", 0L }.Select(n => words.In("en", "import.preview.rows", n)), words.In("zh-CN", "import.preview.rows", 1), words.In("zh-CN", "import.preview.rows", 2)]);
        var english = Files().SelectMany(file => Read(file)).ToDictionary();
        string[] neverOne = ["plan-warning.several_projects", "problem.too_many_occurrences", "recurring.says.every-n.day", "recurring.says.every-n.week"];
        Assert.DoesNotContain(english, word => !neverOne.Contains(word.Key) && Counts().IsMatch(word.Value) && !word.Key.EndsWith(".one", StringComparison.Ordinal) && !english.ContainsKey(word.Key + ".one"));
        Assert.DoesNotContain(english.Keys, key => key.EndsWith(".one", StringComparison.Ordinal) && !english.ContainsKey(key[..^".one".Length]));
    }

    [Fact]
    public void A_key_belongs_to_one_module()
    {
        var twice = Files().SelectMany(file => Read(file).Keys).GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void Every_key_that_a_page_or_problem_names_exists()
    {
        var known = Files().SelectMany(file => Read(file).Keys).ToHashSet();
        var missing = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Paths.Repository, "src"), "*.*", SearchOption.AllDirectories).Where(IsSource))
        {
            var text = File.ReadAllText(file);
            var named = Named().Matches(text).Select(match => match.Groups[1].Value)
                .Concat(Thrown().Matches(text).Select(match => "problem." + match.Groups[1].Value)).Concat(Invalid().Matches(text).Select(match => "problem." + match.Groups[1].Value));
            missing.AddRange(named.Where(key => !known.Contains(key)).Select(key => $"{Path.GetFileName(file)}: {key}"));
        }
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void Every_kind_of_thing_in_the_audit_trail_has_a_word()
    {
        var known = Files().SelectMany(file => Read(file).Keys).ToHashSet();
        var kinds = Directory.EnumerateFiles(Path.Combine(Paths.Repository, "src", "Modules"), "*.cs", SearchOption.AllDirectories).Where(IsSource).SelectMany(file => Audited().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToList();
        Assert.True(kinds.Count > 20);
        Assert.DoesNotContain(kinds, kind => !known.Contains($"audit.kind.{kind}"));
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(Paths.Repository, "src"), "Words.resx", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal));

    private static bool IsSource(string file) =>
        file.EndsWith(".cs", StringComparison.Ordinal) | file.EndsWith(".razor", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"class (\w+)[^{;]*:[^{;]*\bIAudited\b")]
    private static partial Regex Audited();

    [GeneratedRegex(@"\{(?:0|n)\} (?:more |working |past )*(?:rows|activities|steps|days|weeks|hours|times|projects|items|links|cases)\b")]
    private static partial Regex Counts();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:W|Words|words)\[""([^""]+)""[,\]]")]
    private static partial Regex Named();

    [GeneratedRegex(@"new ProblemException\(\d+, ""([^""]+)""")]
    private static partial Regex Thrown();

    [GeneratedRegex(@"ProblemException\.Invalid\(""[^""]*"", ""([^""]+)""")]
    private static partial Regex Invalid();
}
