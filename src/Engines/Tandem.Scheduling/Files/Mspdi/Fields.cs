using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// The children of one MSPDI element, taken one by one by name; what nobody took is left over and becomes the element's <c>Extra</c>.
/// A value that can't be read is reported and left where it was; so is one spelled otherwise than it would be written, or with attributes.
/// </summary>
internal sealed class Fields(LinedElement element, ICollection<PlanWarning> warnings)
{
    public int Line => element.Line;
    public string Owner { get; set; } = element.Name.LocalName;

    public IEnumerable<LinedElement> TakeAll(string name)
    {
        foreach (var child in element.Elements(element.Name.Namespace + name).Cast<LinedElement>().ToList())
        {
            child.Remove();
            yield return child;
        }
    }

    public LinedElement? TakeElement(string name) => TakeAll(name).FirstOrDefault();

    /// <summary>A value that stays where it is.</summary>
    public string? Peek(string name) => element.Element(element.Name.Namespace + name)?.Value.Trim();

    public bool IsSet(string name) => Peek(name) is "1" or "true";

    public IEnumerable<XElement> PeekAll(string name) => element.Elements(element.Name.Namespace + name);

    /// <summary>Takes a value away where it is the one that would be written anyway.</summary>
    public void Drop(string name, string value)
    {
        if (element.Element(element.Name.Namespace + name) is { HasElements: false, HasAttributes: false } child && child.Value == value) child.Remove();
    }

    public string? Text(string name) => Take(name, MspdiValues.Text, out _);

    public int? Number(string name) => Value(name, MspdiValues.Number);

    /// <summary>Number of a thing; null where there is none or it is negative.</summary>
    public int? Reference(string name) => Peek(name) is { } text && text.StartsWith('-') ? null : Value(name, MspdiValues.Reference);

    public double? Real(string name) => Value(name, MspdiValues.Real);

    public decimal? Money(string name) => Value(name, MspdiValues.Money);

    public decimal? Cost(string name) => Value(name, MspdiValues.Cost);

    public bool? Flag(string name) => Value(name, MspdiValues.Flag);

    public DateTime? Date(string name) => Value(name, MspdiValues.Date);

    public long? Minutes(string name) => Value(name, MspdiValues.Minutes);

    public long? Tenths(string name) => Value(name, MspdiValues.Tenths);

    public CostAccrual? Accrual(string name) => Value(name, MspdiValues.Accrual);

    /// <summary>What was not taken, as one XML text, or null.</summary>
    public string? Rest() => element.HasElements || element.HasAttributes ? MspdiExtra.Text(element) : null;

    private T? Value<T>(string name, MspdiValue<T> kind) where T : struct
    {
        var value = Take(name, kind, out var found);
        return found ? value : null;
    }

    private T? Take<T>(string name, MspdiValue<T> kind, out bool found)
    {
        found = false;
        if (element.Element(element.Name.Namespace + name) is not LinedElement { HasElements: false } child) return default;
        if (found = kind.TryRead(child.Value, out var value))
        {
            if (!child.HasAttributes && kind.Write(value) == child.Value) child.Remove();
            return value;
        }
        if (child.Value.Length > 0) warnings.Add(new PlanWarning("unreadable_value", child.Line, name, [Owner, Short(child.Value), name]));
        return default;
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
