using System.Text.Json;
using Tandem.Metrics.Asking;

namespace Tandem.Metrics.Filters;

/// <summary>Splits an answer by the value of a property. Beyond the <paramref name="Limit"/> largest values the rest is "Other"; an absent property is "".</summary>
public sealed record Breakdown(Owner Owner, string Key, int Limit)
{
    public const string Other = "Other";
    public const int DefaultLimit = 25, MostValues = 10_000;

    public static Breakdown? Read(Fields fields)
    {
        if (fields.Value("breakdown") is not { } value) return null;
        var own = new Fields(value, fields.At("breakdown"));
        var breakdown = Of(own);
        own.Done();
        return breakdown;
    }

    public static Breakdown Of(Fields own) =>
        new(own.Choice("type", Filter.Owners, "event"), own.RequiredText("key"), own.Int("limit", 1, MostValues, DefaultLimit));
}
