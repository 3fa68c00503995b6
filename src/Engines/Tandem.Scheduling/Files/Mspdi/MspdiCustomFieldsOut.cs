using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Custom fields of a plan of another format as Project's text fields, the most used first; Project has thirty.</summary>
internal sealed class MspdiCustomFieldsOut
{
    /// <summary>Field ids of Text1 to Text30 of a task (PjField).</summary>
    private static readonly int[] Texts = [188743731, 188743734, 188743737, 188743740, 188743743, .. Enumerable.Range(188743746, 5), .. Enumerable.Range(188743997, 20)];

    private readonly Dictionary<string, int> fields = [];

    public MspdiCustomFieldsOut(PlanFile file)
    {
        if (file.Format == PlanFormat.Mspdi) return;
        foreach (var (at, name) in file.Tasks.SelectMany(task => task.Custom.Keys).CountBy(name => name).OrderByDescending(used => used.Value).Take(Texts.Length).Select(used => used.Key).Index()) fields[name] = Texts[at];
    }

    /// <summary>The fields with their names, for the head of the file; none where the file brings its own.</summary>
    public IEnumerable<XElement> Definitions => fields.Count == 0 ? []
        : [new XElement(ElementBuilder.Named("ExtendedAttributes"), fields.Select((text, at) => Element(("FieldID", $"{text.Value}"), ("FieldName", $"Text{at + 1}"), ("Alias", text.Key))))];

    public IEnumerable<XElement> Of(PlanTask task) => task.Custom.Where(value => fields.ContainsKey(value.Key)).Select(value => Element(("FieldID", $"{fields[value.Key]}"), ("Value", value.Value)));

    private static XElement Element(params (string Name, string Value)[] children) =>
        new(ElementBuilder.Named("ExtendedAttribute"), children.Select(child => new XElement(ElementBuilder.Named(child.Name), ElementBuilder.Clean(child.Value))));
}
