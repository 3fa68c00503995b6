using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>
/// Values of Microsoft Project that the reader leaves in a row's leftover (its own XML), and what stands in their place after an edit, so that the file goes out as the
/// plan now is. Leftovers of other formats say none of them and stay as they are.
/// </summary>
internal static class FileLeftover
{
    private static readonly XNamespace Project = "http://schemas.microsoft.com/project";

    public static TaskType TaskTypeOf(string? extra) => Value(extra, "Type") switch { "1" => TaskType.FixedDuration, "2" => TaskType.FixedWork, _ => TaskType.FixedUnits };

    public static bool Says(string? extra, string name) => Value(extra, name) is "1" or "true";

    /// <summary>The leftover with these values; null takes one away.</summary>
    /// <param name="extra">The leftover; null where there is none.</param>
    /// <param name="element">Name of the row's element.</param>
    /// <param name="values">Child elements by name.</param>
    public static string? With(string? extra, string element, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        if (extra is not null && !extra.StartsWith('<')) return extra;
        var rest = extra is null ? new XElement(Project + element) : XElement.Parse(extra, LoadOptions.PreserveWhitespace);
        foreach (var (name, value) in values)
        {
            if (value is null) rest.Elements(Project + name).Remove();
            else rest.SetElementValue(Project + name, value);
        }
        return rest.HasElements || rest.HasAttributes ? rest.ToString(SaveOptions.DisableFormatting) : null;
    }

    /// <summary>Minutes as Project writes work.</summary>
    public static string Minutes(long minutes) => string.Create(CultureInfo.InvariantCulture, $"PT{minutes / 60}H{minutes % 60}M0S");

    /// <summary>Text of a child of the row's element, not of those further down.</summary>
    private static string? Value(string? extra, string name)
    {
        if (extra is null || !extra.StartsWith('<') || !extra.Contains($"<{name}>", StringComparison.Ordinal)) return null;
        using var xml = XmlReader.Create(new StringReader(extra));
        _ = xml.MoveToContent();
        if (!xml.Read()) return null;
        while (xml.NodeType is not (XmlNodeType.EndElement or XmlNodeType.None))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name) return xml.ReadElementContentAsString().Trim();
            xml.Skip();
        }
        return null;
    }
}
