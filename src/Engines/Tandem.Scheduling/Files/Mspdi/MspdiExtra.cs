using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>The leftover of an MSPDI element, kept as XML text until the element is written again.</summary>
internal static class MspdiExtra
{
    /// <summary>The same leftover with one more element in it.</summary>
    public static string With(string? extra, XElement element)
    {
        var rest = extra is null ? new XElement(XName.Get("Task", MspdiText.Namespace)) : XElement.Parse(extra);
        rest.Add(element);
        return rest.ToString(SaveOptions.DisableFormatting);
    }
}
