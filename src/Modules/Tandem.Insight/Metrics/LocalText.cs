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
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(json, TandemJson.Options)!;
        return texts.GetValueOrDefault(language ?? Words.Language(System.Globalization.CultureInfo.CurrentUICulture)) ?? texts.Values.FirstOrDefault() ?? "";
    }

    public static string Of(string text) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { [Words.Language(System.Globalization.CultureInfo.CurrentUICulture)] = text }, TandemJson.Options);
}
