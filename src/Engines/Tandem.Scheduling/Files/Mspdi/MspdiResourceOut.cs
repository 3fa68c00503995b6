using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Resources on their way out.</summary>
internal static class MspdiResourceOut
{
    public static XElement Element(PlanResource resource)
    {
        var builder = new ElementBuilder("Resource", MspdiOrder.Resource)
            .Add("UID", (long)resource.Uid).Add("Name", resource.Name).Add("Type", (long)resource.Type).Add("MaxUnits", resource.MaxUnits).Add("CalendarUID", resource.CalendarUid, MspdiValues.Reference)
            .Add("StandardRate", resource.StandardRate).Add("EmailAddress", resource.Email);
        var known = resource.Extra?.StartsWith('<') ?? false;
        if (!known && resource.Rates is [var first, ..]) builder.Cost("CostPerUse", first.PerUse);
        if (!known && resource.Rates.Count > 1) builder.Add([new XElement(ElementBuilder.Named("Rates"), resource.Rates.Select((rate, i) => Rate(resource.Rates, i)))]);
        return builder.With(resource.Extra);
    }

    private static XElement Rate(IReadOnlyList<Rate> rates, int at) => new ElementBuilder("Rate", MspdiOrder.Rate)
        .Add("RatesFrom", at == 0 ? MspdiRates.Always : rates[at].From).Add("RatesTo", at + 1 < rates.Count ? rates[at + 1].From : MspdiRates.End).Add("RateTable", 0L)
        .Add("StandardRate", rates[at].PerHour).Add("StandardRateFormat", 2L).Cost("CostPerUse", rates[at].PerUse).With((XElement?)null);
}
