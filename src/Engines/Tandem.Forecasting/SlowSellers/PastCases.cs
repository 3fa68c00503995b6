namespace Tandem.Forecasting.SlowSellers;

/// <summary>An item at an earlier origin, with what came of it: units of each of the 8 weeks after, as multiples of the pace.</summary>
internal sealed record PastCase(int Origin, double[] Features, double[] Weeks, double Total)
{
    public bool IsSlow => Total <= Pace.SlowShare * Pace.Ahead;
}

/// <summary>The cases to learn from.</summary>
internal static class PastCases
{
    /// <summary>A case needs so many weeks since the first sale: fewer than a watched item has, or a young shop would have no cases.</summary>
    private const int YoungestAge = 6;

    /// <summary>Origins from the last so many whose outcome is known, every second one: neighbours hardly differ.</summary>
    private const int Origins = 20, Stride = 2;

    /// <summary>All cases whose outcome was known at the origin.</summary>
    public static List<PastCase> Of(IReadOnlyList<ItemHistory> items, int origin)
    {
        List<PastCase> cases = [];
        var newest = origin - Pace.Ahead;
        foreach (var item in items)
        {
            var units = item.Units.Span[..origin];
            for (var at = newest; at >= Math.Max(YoungestAge, newest - Origins); at -= Stride)
            {
                if (Pace.At(units, at) is not { } pace || pace.Age < YoungestAge || pace.Units < Pace.WatchedUnits) continue;
                var weeks = units.Slice(at, Pace.Ahead).ToArray();
                for (var w = 0; w < weeks.Length; w++) weeks[w] /= pace.Units;
                cases.Add(new(at, Features.Of(units, pace, at), weeks, weeks.Sum()));
            }
        }
        return cases;
    }
}
