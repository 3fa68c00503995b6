using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>
/// Values that the reader leaves in a row's leftover (Microsoft Project's own XML; the line of a Primavera row, which has one word of them: its duration type), and what
/// stands in their place after an edit, so that the file goes out as the plan now is.
/// </summary>
internal static class FileLeftover
{
    private static readonly XNamespace Project = "http://schemas.microsoft.com/project";
    private static readonly XmlWriterSettings Exact = new() { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize };

    /// <summary>Primavera's duration types; the first of each is what it is written as.</summary>
    private static readonly (string Word, TaskType Type)[] Primavera = [("DT_FixedDrtn", TaskType.FixedDuration), ("DT_FixedDUR2", TaskType.FixedDuration), ("DT_FixedRate", TaskType.FixedUnits), ("DT_FixedQty", TaskType.FixedWork)];

    /// <summary>What a task's leftover says of its type and of what it counts by; read once, for a file has many.</summary>
    public static (TaskType Type, bool EffortDriven, bool Recurring, PercentKind Kind) Of(string? extra)
    {
        var (type, effortDriven, recurring, kind) = (PrimaveraOf(extra) ?? TaskType.FixedUnits, false, false, PercentKind.Duration);
        foreach (var (name, value) in Children(extra))
        {
            if (name == "Type") type = value switch { "1" => TaskType.FixedDuration, "2" => TaskType.FixedWork, _ => TaskType.FixedUnits };
            else if (value is not ("1" or "true")) continue;
            else if (name == "EffortDriven") effortDriven = true;
            else if (name == "Recurring") recurring = true;
            else if (name == "EarnedValueMethod") kind = PercentKind.Physical;
        }
        return (type, effortDriven, recurring, kind);
    }

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
        return rest.HasElements || rest.HasAttributes ? Text(rest) : null;
    }

    /// <summary>A task's leftover with another type, where that is Primavera's line and says otherwise.</summary>
    public static string? With(string? extra, TaskType type) => PrimaveraOf(extra) is { } said && said != type
        ? string.Join('\n', extra!.Split('\n').Select((line, at) => at > 0 ? line : string.Join('\t', line.Split('\t').Select(cell => Primavera.Any(known => known.Word == cell) ? Primavera.First(known => known.Type == type).Word : cell)))) : extra;

    private static TaskType? PrimaveraOf(string? extra) => extra is null || extra.StartsWith('<') ? null
        : extra.Split('\n')[0].Split('\t').SelectMany(cell => Primavera.Where(known => known.Word == cell)).Select(known => (TaskType?)known.Type).FirstOrDefault();

    /// <summary>Minutes as Project writes work.</summary>
    public static string Minutes(long minutes) => string.Create(CultureInfo.InvariantCulture, $"PT{minutes / 60}H{minutes % 60}M0S");

    /// <summary>As text that comes back the same, line ends too.</summary>
    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, Exact)) element.WriteTo(xml);
        return text.ToString();
    }

    /// <summary>The row's own values, not those of elements further down.</summary>
    private static IEnumerable<(string Name, string Value)> Children(string? extra)
    {
        if (extra is null || !extra.StartsWith('<')) yield break;
        using var xml = XmlReader.Create(new StringReader(extra));
        _ = xml.MoveToContent();
        if (!xml.Read()) yield break;
        while (xml.NodeType is not (XmlNodeType.EndElement or XmlNodeType.None))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.NamespaceURI == Project.NamespaceName && (xml.LocalName is "Type" or "EffortDriven" or "Recurring" or "EarnedValueMethod")) yield return (xml.LocalName, xml.ReadInnerXml().Trim());
            else xml.Skip();
        }
    }
}
