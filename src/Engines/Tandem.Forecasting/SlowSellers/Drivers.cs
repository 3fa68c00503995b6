namespace Tandem.Forecasting.SlowSellers;

/// <summary>The numbers shown as evidence, each beside what is typical.</summary>
internal static class Drivers
{
    private static readonly SlowSellerDriver[] All = Enum.GetValues<SlowSellerDriver>();

    public static Evidence[] Of(ReadOnlySpan<double> units, Pace pace, int origin, double[] typical)
    {
        var values = Values(units, pace, origin);
        return [.. All.Select((driver, i) => new Evidence(driver, values[i], typical[i]))];
    }

    /// <summary>Median of each number over the items that sell 5 or more a week for 12 or more weeks.</summary>
    public static double[] Typical(IReadOnlyList<ItemHistory> items, int origin)
    {
        List<double[]> values = [];
        foreach (var item in items)
        {
            var units = item.Units.Span;
            if (Pace.At(units, origin) is { } pace && pace.IsWatched(null)) values.Add(Values(units, pace, origin));
        }
        return [.. All.Select((_, i) => values.Count == 0 ? 0 : values.Select(v => v[i]).Order().ElementAt(values.Count / 2))];
    }

    private static double[] Values(ReadOnlySpan<double> units, Pace pace, int origin)
    {
        var known = units[pace.FirstSale..origin];
        var window = known[^pace.Weeks..];
        double Share(ReadOnlySpan<double> all, int weeks) => pace.Units == 0 ? 0 : Features.ShareOfPace(all, weeks, 0, pace.Units);
        return [Share(known, 4), Share(known, 8), Features.Gap(known), Features.Empty(window), Features.Largest(window)];
    }
}
