using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>The leftover of an MSPDI element, kept as XML text until the element is written again.</summary>
internal static class MspdiExtra
{
    private static readonly XmlWriterSettings Exact = new() { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize };

    /// <summary>On what is no row of a list: the UID of the row it stood behind.</summary>
    private static readonly XName Behind = XName.Get("behind", "urn:tandem:plan-file");

    /// <summary>The element as text that comes back the same, line ends too.</summary>
    public static string Text(XElement element)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, Exact)) element.WriteTo(xml);
        return text.ToString();
    }

    /// <summary>Project 2010 and later leave the texts of a manual task's start, finish or duration empty where nobody has given them.</summary>
    public static bool IsPlaceholder(string? extra) => extra is not null
        && (extra.Contains("<StartText />", StringComparison.Ordinal) || extra.Contains("<FinishText />", StringComparison.Ordinal) || extra.Contains("<DurationText />", StringComparison.Ordinal));

    /// <summary>The same leftover with more elements in it.</summary>
    public static string With(string? extra, IEnumerable<XElement> elements)
    {
        var rest = extra is null ? new XElement(XName.Get("Task", MspdiText.Namespace)) : XElement.Parse(extra);
        rest.Add(elements);
        return Text(rest);
    }

    public static void Place(XElement element, int? behind) => element.SetAttributeValue(Behind, behind);

    /// <summary>The UID behind which it stood, and the element as it was; null where it stood before all rows.</summary>
    public static (int? Behind, XElement Element) Placed(XElement element)
    {
        var behind = (int?)element.Attribute(Behind);
        var copy = new XElement(element);
        copy.SetAttributeValue(Behind, null);
        return (behind, copy);
    }
}
