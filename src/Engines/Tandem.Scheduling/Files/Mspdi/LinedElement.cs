using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>An XML element that knows its line.</summary>
internal sealed class LinedElement(XName name, int line) : XElement(name)
{
    public int Line { get; } = line;

    /// <summary>
    /// Reads the element at which the reader stands, with all in it, without recursion; afterwards the reader stands behind it.
    /// Prefixes are resolved; comments and processing instructions become elements (<see cref="MspdiRemarks"/>).
    /// </summary>
    /// <exception cref="PlanFileException">Nested deeper than <see cref="PlanFileLimits.Depth"/>.</exception>
    public static LinedElement Read(XmlReader reader)
    {
        var top = Open(reader);
        var at = top;
        var empty = reader.IsEmptyElement;
        while (!empty && reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                CheckDepth(reader);
                var child = Open(reader);
                at.Add(child);
                if (!reader.IsEmptyElement) at = child;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace) at.AddText(reader.Value);
            else if (MspdiRemarks.Of(reader) is { } remark) at.AddRemark(remark);
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                if (ReferenceEquals(at, top)) break;
                at = (LinedElement)at.Parent!;
            }
        }
        reader.Read();
        return top;
    }

    /// <summary>Text makes a value, which holds no remarks: they go to the element around it.</summary>
    private void AddText(string text)
    {
        foreach (var remark in Elements().Where(MspdiRemarks.Is).ToList())
        {
            remark.Remove();
            Parent?.Add(remark);
        }
        Add(text);
    }

    private void AddRemark(LinedElement remark)
    {
        if (Nodes().Any(node => node is XText)) Parent?.Add(remark);
        else Add(remark);
    }

    /// <summary>An element from its text.</summary>
    public static LinedElement Of(string text)
    {
        using var xml = XmlReader.Create(new StringReader(text), new XmlReaderSettings { IgnoreWhitespace = true });
        xml.MoveToContent();
        return Read(xml);
    }

    public LinedElement Copy()
    {
        var copy = new LinedElement(Name, Line);
        copy.Add(Attributes(), Nodes().Select(n => n is LinedElement child ? child.Copy() : n));
        return copy;
    }

    public static void CheckDepth(XmlReader reader)
    {
        if (reader.Depth > PlanFileLimits.Depth) throw new PlanFileException("too_deep", $"Elements are nested deeper than {PlanFileLimits.Depth} levels.", LineOf(reader), reader.LocalName);
    }

    public static int LineOf(XmlReader reader) => reader is IXmlLineInfo info ? info.LineNumber : 0;

    private static LinedElement Open(XmlReader reader)
    {
        var element = new LinedElement(XName.Get(reader.LocalName, reader.NamespaceURI.Length == 0 ? MspdiText.Namespace : reader.NamespaceURI), LineOf(reader));
        element.AddAttributes(reader);
        return element;
    }

    /// <summary>The attributes of the element at which the reader stands, but not its namespaces.</summary>
    public void AddAttributes(XmlReader reader)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.LocalName != "xmlns") SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
        }
        reader.MoveToElement();
    }
}
