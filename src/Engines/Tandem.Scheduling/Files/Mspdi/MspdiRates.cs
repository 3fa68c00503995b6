using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// A resource's rates: its cost rate table A where the file has one, else its standard rate and cost per use. Rates are per hour as they stand, the cost per use is
/// in hundredths (see <see cref="Fields.Cost"/>). The elements stay in the resource's leftover.
/// </summary>
internal static class MspdiRates
{
    /// <summary>Project's first and last moment of a rate.</summary>
    public static readonly DateTime Always = new(1984, 1, 1), End = new(2049, 12, 31, 23, 59, 0);

    public static IReadOnlyList<Rate> Of(Fields resource, decimal? standard)
    {
        var table = resource.PeekAll("Rates").Elements().Select(RateOf).OfType<Rate>().OrderBy(rate => rate.From).ToList();
        if (table.Count > 0) return table;
        var perUse = Sum(resource.Peek("CostPerUse")) / 100;
        return standard is null && perUse is null or 0 ? [] : [new Rate(Always, standard ?? 0, perUse ?? 0)];
    }

    private static Rate? RateOf(XElement element)
    {
        if (Child(element, "RateTable") is not (null or "0") || !MspdiText.TryDate(Child(element, "RatesFrom") ?? "", out var from)) return null;
        return new Rate(from, Sum(Child(element, "StandardRate")) ?? 0, Sum(Child(element, "CostPerUse")) / 100 ?? 0);
    }

    private static decimal? Sum(string? text) => MspdiValues.Money.TryRead(text ?? "", out var value) ? value : null;

    private static string? Child(XElement element, string name) => element.Element(element.Name.Namespace + name)?.Value.Trim();
}
