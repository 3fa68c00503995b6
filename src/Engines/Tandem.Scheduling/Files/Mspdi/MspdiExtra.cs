using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>The leftover of an MSPDI element, kept as XML text until the element is written again.</summary>
internal static class MspdiExtra
{
    /// <summary>Project 2010 and later leave the texts of a manual task's start, finish or duration empty where nobody has given them.</summary>
    public static bool IsPlaceholder(string? extra) => extra is not null
        && (extra.Contains("<StartText />", StringComparison.Ordinal) || extra.Contains("<FinishText />", StringComparison.Ordinal) || extra.Contains("<DurationText />", StringComparison.Ordinal));

    /// <summary>The same leftover with more elements in it.</summary>
    public static string With(string? extra, IEnumerable<XElement> elements)
    {
        var rest = extra is null ? new XElement(XName.Get("Task", MspdiText.Namespace)) : XElement.Parse(extra);
        rest.Add(elements);
        return rest.ToString(SaveOptions.DisableFormatting);
    }
}
