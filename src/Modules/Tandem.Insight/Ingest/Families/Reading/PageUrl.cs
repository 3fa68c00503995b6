using System.Text;

namespace Tandem.Insight.Ingest.Families.Reading;

/// <summary>A page's address under the names that questions know: address, host, path, and what its query says of the campaign.</summary>
internal static class PageUrl
{
    public static Properties Page(this Properties properties, string? url)
    {
        if (url is null) return properties;
        properties.Text("$current_url", url);
        var rest = url.AsSpan();
        if (rest.IndexOf("://") is > 0 and var scheme)
        {
            rest = rest[(scheme + 3)..];
            var slash = rest.IndexOfAny("/?#");
            properties.Text("$host", (slash < 0 ? rest : rest[..slash]).ToString());
            rest = slash < 0 ? "/" : rest[slash..];
        }
        if (rest.IndexOf('#') is >= 0 and var hash) rest = rest[..hash];
        var mark = rest.IndexOf('?');
        properties.Text("$pathname", mark < 0 ? rest.ToString() : mark == 0 ? "/" : rest[..mark].ToString());
        if (mark < 0) return properties;
        foreach (var (name, value) in Fields.Parse(Encoding.UTF8.GetBytes(rest[mark..].ToString())).All)
            if (name.StartsWith("utm_", StringComparison.Ordinal) || name is "gclid" or "fbclid" or "msclkid") properties.Text(name, value);
        return properties;
    }

    /// <summary>A screen's size as <c>1200x800</c>.</summary>
    public static Properties Screen(this Properties properties, string? size) =>
        size?.Split('x') is [var width, var height] ? properties.Number("$screen_width", width).Number("$screen_height", height) : properties;
}
