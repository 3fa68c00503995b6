using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Tandem.Kernel.Wording;

/// <summary>A module's pair of Words.resx files: <c>new("Tandem.Delivery.Words", assembly)</c>.</summary>
public sealed record WordSource(string Name, Assembly Assembly);

/// <summary>
/// The product's words in the reader's language (the current UI culture): <c>words[key]</c>. One key space for all modules, so keys start with the page or
/// noun they belong to. A missing key shows itself; a test holds both languages' keys equal.
/// </summary>
public sealed class Words(IEnumerable<WordSource> sources)
{
    /// <summary>The languages the product speaks; the first is the fallback.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "zh-CN"];

    private readonly WordSource[] _sources = [.. sources];
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> _byLanguage = new();

    public string this[string key] => In(Language(CultureInfo.CurrentUICulture), key);

    /// <summary>With values filled in. A sentence that counts by its first value has a form for one, <c>key.one</c>, where its language has plurals.</summary>
    public string this[string key, params object?[] arguments] => In(Language(CultureInfo.CurrentUICulture), key, arguments);

    /// <summary>A word in a given language: titles that rules write are in the workspace's, whoever reads.</summary>
    public string In(string language, string key, params object?[] arguments) => Format(Find(All(language), key, arguments), arguments);

    /// <summary>The supported language nearest to a culture.</summary>
    public static string Language(CultureInfo culture) => culture.Name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : "en";

    public IReadOnlyDictionary<string, string> All(string language) => _byLanguage.GetOrAdd(language, Load);

    private static string Find(IReadOnlyDictionary<string, string> words, string key, object?[] arguments) =>
        arguments is [1 or 1L or 1m or 1d or "1", ..] && words.TryGetValue(key + ".one", out var one) ? one : words.GetValueOrDefault(key, key);

    private static string Format(string text, object?[] arguments) => arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);

    private FrozenDictionary<string, string> Load(string language)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        var culture = language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        foreach (var source in _sources)
        {
            var set = new ResourceManager(source.Name, source.Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: true);
            if (set is null) continue;
            foreach (DictionaryEntry entry in set) all[(string)entry.Key] = (string?)entry.Value ?? "";
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
