using System.Globalization;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// Custom fields of a plan of another format as Project's own, the most used first: numbers as Number1–20 and Cost1–10, dates as Date1–10, and what these have no place
/// for, as all else, as Text1–30.
/// </summary>
internal sealed class MspdiCustomFieldsOut
{
    private const string XerDate = "yyyy-MM-dd HH:mm";

    private sealed record Place(int Id, string Name, bool IsDate = false);

    private readonly Dictionary<string, Place> fields = [];

    public MspdiCustomFieldsOut(PlanFile file)
    {
        if (file.Format == PlanFormat.Mspdi) return;
        // field ids of a task (PjField)
        var texts = Places("Text", [188743731, 188743734, 188743737, 188743740, 188743743, .. Enumerable.Range(188743746, 5), .. Enumerable.Range(188743997, 20)]);
        var numbers = Places("Number", [.. Enumerable.Range(188743767, 5), .. Enumerable.Range(188743982, 15)]);
        foreach (var cost in Places("Cost", [.. Enumerable.Range(188743786, 3), .. Enumerable.Range(188743938, 7)])) numbers.Enqueue(cost);
        var dates = Places("Date", [.. Enumerable.Range(188743945, 10)], isDate: true);
        foreach (var (name, values) in file.Tasks.SelectMany(task => task.Custom).GroupBy(value => value.Key, value => value.Value).Select(values => (values.Key, values.ToList())).OrderByDescending(values => values.Item2.Count))
        {
            var typed = values.TrueForAll(IsDate) ? dates : values.TrueForAll(IsNumber) ? numbers : texts;
            if (typed.TryDequeue(out var place) || texts.TryDequeue(out place)) fields[name] = place;
        }
    }

    /// <summary>The fields with their names, for the head of the file; none where the file brings its own.</summary>
    public IEnumerable<XElement> Definitions => fields.Count == 0 ? []
        : [new XElement(ElementBuilder.Named("ExtendedAttributes"), fields.Select(own => Element(("FieldID", $"{own.Value.Id}"), ("FieldName", own.Value.Name), ("Alias", own.Key))))];

    public IEnumerable<XElement> Of(PlanTask task) => from value in task.Custom
        where fields.ContainsKey(value.Key)
        let place = fields[value.Key]
        select Element(("FieldID", $"{place.Id}"), ("Value", place.IsDate ? MspdiText.Date(DateTime.ParseExact(value.Value, XerDate, CultureInfo.InvariantCulture)) : value.Value));

    private static Queue<Place> Places(string name, int[] ids, bool isDate = false) => new(ids.Select((id, at) => new Place(id, $"{name}{at + 1}", isDate)));

    private static bool IsDate(string text) => DateTime.TryParseExact(text, XerDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>A number as Project writes it: no leading zeros, which a code may have.</summary>
    private static bool IsNumber(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && !(text.TrimStart('-') is ['0', >= '0' and <= '9', ..]) && text[0] != '+';

    private static XElement Element(params (string Name, string Value)[] children) =>
        new(ElementBuilder.Named("ExtendedAttribute"), children.Select(child => new XElement(ElementBuilder.Named(child.Name), ElementBuilder.Clean(child.Value))));
}
