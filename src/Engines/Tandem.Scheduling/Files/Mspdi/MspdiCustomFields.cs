using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// Custom fields and outline codes: their definitions stand at the head of the file, their values in each task, of an outline code the number of one of its values. Values stay in the
/// task's leftover too.
/// </summary>
internal sealed class MspdiCustomFields
{
    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<(string Field, string Value), string> codes = [];

    public void Define(XElement list)
    {
        foreach (var field in list.Elements())
        {
            if (Child(field, "FieldID") is not { } id) continue;
            if ((Child(field, "Alias") ?? Child(field, "FieldName")) is { } name) names[id] = name;
            foreach (var value in field.Elements(field.Name.Namespace + "Values").Elements())
            {
                if ((Child(value, "ValueID") ?? Child(value, "ID")) is { } number && Child(value, "Value") is { } text) codes[(id, number)] = text;
            }
        }
    }

    public IReadOnlyDictionary<string, string> Of(Fields task)
    {
        var values = new Dictionary<string, string>();
        foreach (var attribute in task.PeekAll("ExtendedAttribute"))
        {
            if (Child(attribute, "FieldID") is { } id && Child(attribute, "Value") is { } value) values[names.GetValueOrDefault(id, id)] = value;
        }
        foreach (var code in task.PeekAll("OutlineCode"))
        {
            if (Child(code, "FieldID") is { } id && Child(code, "ValueID") is { } number && codes.TryGetValue((id, number), out var text)) values[names.GetValueOrDefault(id, id)] = text;
        }
        return values;
    }

    private static string? Child(XElement element, string name) => element.Element(element.Name.Namespace + name)?.Value is { Length: > 0 } value ? value : null;
}
