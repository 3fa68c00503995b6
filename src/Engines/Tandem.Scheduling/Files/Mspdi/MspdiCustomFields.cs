using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Custom fields: their definitions stand at the head of the file, their values in each task. Values stay in the task's leftover too.</summary>
internal sealed class MspdiCustomFields
{
    private readonly Dictionary<string, string> names = [];

    public void Define(XElement list)
    {
        foreach (var field in list.Elements())
        {
            if (Child(field, "FieldID") is { } id && (Child(field, "Alias") ?? Child(field, "FieldName")) is { } name) names[id] = name;
        }
    }

    public IReadOnlyDictionary<string, string> Of(Fields task)
    {
        var values = new Dictionary<string, string>();
        foreach (var attribute in task.PeekAll("ExtendedAttribute"))
        {
            if (Child(attribute, "FieldID") is { } id && Child(attribute, "Value") is { } value) values[names.GetValueOrDefault(id, id)] = value;
        }
        return values;
    }

    private static string? Child(XElement element, string name) => element.Element(element.Name.Namespace + name)?.Value is { Length: > 0 } value ? value : null;
}
