using System.Globalization;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// The children of one MSPDI element, taken one by one by name; what nobody took is left over and becomes the element's <c>Extra</c>.
/// A value that can't be read is reported and left where it was.
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

    public IEnumerable<System.Xml.Linq.XElement> PeekAll(string name) => element.Elements(element.Name.Namespace + name);

    public string? Text(string name) => Take<string>(name, (string text, out string value) => (value = text).Length > 0);

    public int? Number(string name) => Value(name, (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value));

    public double? Real(string name) => Value(name, (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    public decimal? Money(string name) => Value(name, (string text, out decimal value) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value));

    /// <summary>
    /// A cost in the file's currency: Project writes costs in hundredths of it, rates as they are (MPXJ, DatatypeConverter.parseCurrency and parseRate:
    /// task, assignment, resource and baseline costs and the cost per use are divided by 100).
    /// </summary>
    public decimal? Cost(string name) => Money(name) / 100;

    public bool? Flag(string name) => Value(name, (string text, out bool value) => MspdiText.TryFlag(text, out value));

    public DateTime? Date(string name) => Value(name, (string text, out DateTime value) => MspdiText.TryDate(text, out value));

    /// <summary>A duration in minutes.</summary>
    public long? Minutes(string name) => Value(name, (string text, out long value) => MspdiText.TryDuration(text, out value));

    /// <summary>A slack, in minutes of the tenths it is written in.</summary>
    public long? Tenths(string name) => Value(name, (string text, out long value) =>
    {
        var good = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var tenths) && Math.Abs(tenths) < 1e12;
        value = good ? (long)Math.Round(tenths / 10, MidpointRounding.AwayFromZero) : 0;
        return good;
    });

    /// <summary>What was not taken, as one XML text, or null.</summary>
    public string? Rest() => element.HasElements || element.HasAttributes ? element.ToString(SaveOptions.DisableFormatting) : null;

    private delegate bool Parser<T>(string text, out T value);

    private T? Value<T>(string name, Parser<T> parse) where T : struct
    {
        var found = false;
        var value = Take(name, (string text, out T v) => found = parse(text, out v));
        return found ? value : null;
    }

    private T? Take<T>(string name, Parser<T> parse)
    {
        if (element.Element(element.Name.Namespace + name) is not LinedElement { HasElements: false } child) return default;
        if (parse(child.Value, out var value))
        {
            child.Remove();
            return value;
        }
        if (child.Value.Length > 0) warnings.Add(new PlanWarning("unreadable_value", child.Line, name, [Owner, Short(child.Value), name]));
        return default;
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
