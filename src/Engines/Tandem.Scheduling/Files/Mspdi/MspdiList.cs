using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// What a list of an MSPDI file (Tasks, Resources …) holds beside its rows: empty rows, rows of things that aren't there, unknown elements, attributes.
/// It stays in the project's leftover, each element with the row behind which it stood.
/// </summary>
internal sealed class MspdiList
{
    private readonly string name;
    private readonly List<XAttribute> attributes = [];
    private readonly List<(int? Behind, XElement Element)> rest = [];

    public MspdiList(string name, XElement? kept)
    {
        this.name = name;
        foreach (var list in kept?.Elements(ElementBuilder.Named(name)) ?? [])
        {
            attributes.AddRange(list.Attributes().Where(a => !a.IsNamespaceDeclaration));
            rest.AddRange(list.Elements().Select(MspdiExtra.Placed));
        }
    }

    /// <summary>Numbers that rows of the list may not be given.</summary>
    public IEnumerable<int> Uids => rest.Select(r => int.TryParse(r.Element.Element(ElementBuilder.Named("UID"))?.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var uid) ? uid : (int?)null).OfType<int>();

    /// <summary>Writes the rows, each with what stood behind it; what stood behind a row that is gone comes last.</summary>
    public void Write(XmlWriter xml, IEnumerable<(long? Uid, Func<int, XElement> Element)> rows)
    {
        xml.WriteStartElement(name, MspdiText.Namespace);
        foreach (var attribute in attributes.DistinctBy(a => a.Name)) xml.WriteAttributeString(attribute.Name.LocalName, attribute.Name.NamespaceName, attribute.Value);
        var behind = rest.ToLookup(r => (long)(r.Behind ?? int.MinValue), r => r.Element);
        var (written, passed) = (new HashSet<long>(), 0);
        Put(int.MinValue);
        foreach (var (uid, element) in rows)
        {
            MspdiRemarks.Write(element(passed), xml);
            if (uid is { } known) Put(known);
        }
        foreach (var (_, element) in rest.Where(r => !written.Contains(r.Behind ?? int.MinValue))) MspdiRemarks.Write(element, xml);
        xml.WriteEndElement();

        void Put(long uid)
        {
            if (!written.Add(uid)) return;
            foreach (var element in behind[uid])
            {
                if (element.Name == ElementBuilder.Named("Task")) passed++;
                MspdiRemarks.Write(element, xml);
            }
        }
    }
}
