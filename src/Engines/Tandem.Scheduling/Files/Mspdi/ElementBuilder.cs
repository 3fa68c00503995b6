using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// One MSPDI element on its way out: known values, then what was left over when it was read, in the schema's order. A value that is still the one
/// that was read keeps its spelling and its attributes.
/// </summary>
internal sealed class ElementBuilder(string name, Dictionary<string, int> order)
{
    private readonly List<XElement> children = [];
    private readonly List<XElement> defaults = [];
    private readonly Dictionary<string, Known> known = [];

    /// <summary>A value written, or cleared where the element is null; how texts left over compare with it.</summary>
    private sealed record Known(XElement? Element, Func<string, bool> IsReadable, Func<string, bool> IsSame);

    public static XName Named(string name) => XName.Get(name, MspdiText.Namespace);

    public ElementBuilder Add(string child, string? value)
    {
        if (value is not null) Put(child, value, MspdiValues.Text.IsReadable, text => text == value);
        else known[child] = new(null, MspdiValues.Text.IsReadable, _ => false);
        return this;
    }

    public ElementBuilder Add(string child, long? value) => Add(child, (int?)value, MspdiValues.Number);
    public ElementBuilder Add(string child, double? value) => Add(child, value, MspdiValues.Real);
    public ElementBuilder Add(string child, decimal? value) => Add(child, value, MspdiValues.Money);
    public ElementBuilder Add(string child, bool? value) => Add(child, value, MspdiValues.Flag);
    public ElementBuilder Add(string child, DateTime? value) => Add(child, value, MspdiValues.Date);
    public ElementBuilder Cost(string child, decimal? value) => Add(child, value, MspdiValues.Cost);
    public ElementBuilder Minutes(string child, long? value) => Add(child, value, MspdiValues.Minutes);
    public ElementBuilder Tenths(string child, long? value) => Add(child, value, MspdiValues.Tenths);

    public ElementBuilder Add<T>(string child, T? value, MspdiValue<T> kind) where T : struct
    {
        if (value is { } given) Put(child, kind.Write(given), kind.IsReadable, text => kind.Says(text, given));
        else known[child] = new(null, kind.IsReadable, _ => false);
        return this;
    }

    /// <summary>A value for where nothing of that name was left over.</summary>
    public ElementBuilder Default(string child, string value)
    {
        defaults.Add(new XElement(Named(child), Clean(value)));
        return this;
    }

    public ElementBuilder Add(IEnumerable<XElement> elements)
    {
        children.AddRange(elements);
        return this;
    }

    /// <summary>Adds what was left over, except what has been written or cleared since.</summary>
    public XElement With(string? extra) => With(extra is not null && extra.StartsWith('<') ? XElement.Parse(extra) : null);

    public XElement With(XElement? rest)
    {
        foreach (var left in rest?.Elements() ?? [])
        {
            if (left.Name.NamespaceName != MspdiText.Namespace || !known.TryGetValue(left.Name.LocalName, out var now)) children.Add(left);
            else if (now.Element is { } written) Merge(written, left, now);
            else if (!now.IsReadable(left.Value)) children.Add(left);
        }
        children.AddRange(defaults.Where(d => rest?.Element(d.Name) is null));
        return new XElement(Named(name), rest?.Attributes().Where(a => !a.IsNamespaceDeclaration), MspdiOrder.Sort(order, children));
    }

    private void Put(string child, string text, Func<string, bool> isReadable, Func<string, bool> isSame)
    {
        var element = new XElement(Named(child), Clean(text));
        children.Add(element);
        known[child] = new(element, isReadable, isSame);
    }

    private static void Merge(XElement written, XElement left, Known now)
    {
        if (now.IsSame(left.Value)) written.Value = left.Value;
        foreach (var attribute in left.Attributes().Where(a => !a.IsNamespaceDeclaration)) written.SetAttributeValue(attribute.Name, attribute.Value);
    }

    /// <summary>Characters that XML can't hold are left out.</summary>
    public static string Clean(string value) => value.All(System.Xml.XmlConvert.IsXmlChar) ? value : string.Concat(value.EnumerateRunes().Where(r => r.Value >= 32 || r.Value is 9 or 10 or 13).Where(r => r.Value is not (0xFFFE or 0xFFFF)).Select(r => r.ToString()));
}
