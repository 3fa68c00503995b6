using System.Xml;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// Comments and processing instructions, kept as elements of a namespace of their own, so that they go through the plan as what is unknown does, and written as what they were.
/// One within a value stands beside it afterwards.
/// </summary>
internal static class MspdiRemarks
{
    private const string Namespace = "urn:tandem:plan-file";
    private static readonly XName Comment = XName.Get("comment", Namespace), Instruction = XName.Get("instruction", Namespace), Target = "target", After = "after";

    /// <summary>The comment or instruction at which the reader stands; null where it stands at something else.</summary>
    public static LinedElement? Of(XmlReader reader)
    {
        if (reader.NodeType is not (XmlNodeType.Comment or XmlNodeType.ProcessingInstruction)) return null;
        var remark = new LinedElement(reader.NodeType == XmlNodeType.Comment ? Comment : Instruction, LinedElement.LineOf(reader)) { Value = reader.Value };
        if (reader.NodeType == XmlNodeType.ProcessingInstruction) remark.SetAttributeValue(Target, reader.Name);
        return remark;
    }

    /// <summary>One that stands outside the root element, before or after it.</summary>
    public static LinedElement Outside(LinedElement remark, bool after)
    {
        remark.SetAttributeValue(After, after);
        return remark;
    }

    public static IEnumerable<XNode> Outside(XElement? root, bool after) => (root?.Elements() ?? []).Where(e => Is(e) && (bool?)e.Attribute(After) == after).Select(Node);

    public static bool IsOutside(XElement element) => Is(element) && element.Attribute(After) is not null;

    public static bool Is(XElement element) => element.Name == Comment || element.Name == Instruction;

    /// <summary>Writes an element, or the remark that it stands for.</summary>
    public static void Write(XElement element, XmlWriter xml)
    {
        foreach (var remark in element.Descendants().Where(Is).ToList()) remark.ReplaceWith(Node(remark));
        (Is(element) ? Node(element) : element).WriteTo(xml);
    }

    private static XNode Node(XElement remark) => remark.Name == Comment ? new XComment(remark.Value) : new XProcessingInstruction(remark.Attribute(Target)!.Value, remark.Value);
}
