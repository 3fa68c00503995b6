using System.Text.Json;
using Tandem.Kernel.Wording;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Metrics;

/// <summary>A text in one or more languages, kept as JSON <c>{"en":"…","zh-CN":"…"}</c>.</summary>
internal static class LocalText
{
    /// <summary>The reader's language, else the first there is.</summary>
    public static string Read(string json, string? language = null)
    {
        var texts = All(json);
        return texts.GetValueOrDefault(language ?? Words.Language(System.Globalization.CultureInfo.CurrentUICulture)) ?? texts.Values.FirstOrDefault() ?? "";
    }

    public static Dictionary<string, string> All(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json, TandemJson.Options)!;

    public static string Of(string text) => With("{}", text);

    /// <summary>What the reader wrote, in the reader's language; what other languages say stays, and all of it where the reader changed nothing.</summary>
    public static string With(string json, string text)
    {
        if (json != "{}" && Read(json) == text) return json;
        var texts = All(json);
        texts[Words.Language(System.Globalization.CultureInfo.CurrentUICulture)] = text;
        return JsonSerializer.Serialize(texts, TandemJson.Options);
    }
}
