using System.Globalization;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>One MSPDI element on its way out: known values, then what was left over when it was read, in the schema's order.</summary>
internal sealed class ElementBuilder(string name, Dictionary<string, int> order)
{
    private readonly List<XElement> children = [];
    private readonly HashSet<string> named = [];

    public static XName Named(string name) => XName.Get(name, MspdiText.Namespace);

    public ElementBuilder Add(string child, string? value)
    {
        if (value is null) return this;
        children.Add(new XElement(Named(child), Clean(value)));
        named.Add(child);
        return this;
    }

    public ElementBuilder Add(string child, long? value) => Add(child, value?.ToString(CultureInfo.InvariantCulture));
    public ElementBuilder Add(string child, double? value) => Add(child, value?.ToString(CultureInfo.InvariantCulture));
    public ElementBuilder Add(string child, decimal? value) => Add(child, value?.ToString(CultureInfo.InvariantCulture));
    public ElementBuilder Add(string child, bool? value) => Add(child, value is null ? null : value.Value ? "1" : "0");
    public ElementBuilder Add(string child, DateTime? value) => Add(child, value is { } date ? MspdiText.Date(date) : null);

    /// <summary>A cost, in the hundredths that Project writes (see <see cref="Fields.Cost"/>).</summary>
    public ElementBuilder Cost(string child, decimal? value) => Add(child, value is { } sum ? (sum * 100).ToString("0.##########", CultureInfo.InvariantCulture) : null);
    public ElementBuilder Minutes(string child, long? value) => Add(child, value is { } minutes ? MspdiText.Duration(minutes) : null);
    public ElementBuilder Tenths(string child, long? minutes) => Add(child, minutes * 10);

    public ElementBuilder Add(IEnumerable<XElement> elements)
    {
        children.AddRange(elements);
        return this;
    }

    /// <summary>Adds what was left over, except what has been written since.</summary>
    public XElement With(string? extra)
    {
        if (extra is not null && extra.StartsWith('<'))
        {
            var rest = XElement.Parse(extra);
            children.AddRange(rest.Elements().Where(e => !named.Contains(e.Name.LocalName)));
            return new XElement(Named(name), rest.Attributes().Where(a => !a.IsNamespaceDeclaration), MspdiOrder.Sort(order, children));
        }
        return new XElement(Named(name), MspdiOrder.Sort(order, children));
    }

    /// <summary>Characters that XML can't hold are left out.</summary>
    private static string Clean(string value) => value.All(System.Xml.XmlConvert.IsXmlChar) ? value : string.Concat(value.EnumerateRunes().Where(r => r.Value >= 32 || r.Value is 9 or 10 or 13).Where(r => r.Value is not (0xFFFE or 0xFFFF)).Select(r => r.ToString()));
}
