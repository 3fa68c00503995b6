namespace Tandem.Forecasting.SlowSellers;

/// <summary>
/// How fast an item has sold up to an origin (the weeks before the origin are complete): units a week since its first sale, over at most the last
/// 16 complete weeks, returns not subtracted.
/// </summary>
/// <param name="FirstSale">Week of the first sale.</param>
/// <param name="Weeks">Weeks the pace covers, 1–16.</param>
/// <param name="Units">Units a week.</param>
/// <param name="Age">Complete weeks since the first sale, its own included.</param>
public sealed record Pace(int FirstSale, int Weeks, double Units, int Age)
{
    /// <summary>Weeks the pace covers at most.</summary>
    public const int Window = 16;

    /// <summary>Weeks ahead that are judged.</summary>
    public const int Ahead = 8;

    /// <summary>An item sells slowly when the next 8 weeks' units are at most this share of 8 × pace.</summary>
    public const double SlowShare = 0.3;

    /// <summary>Watched from so many weeks since the first sale on.</summary>
    public const int WatchedAge = 12;

    /// <summary>Watched from so many units a week on.</summary>
    public const double WatchedUnits = 5;

    /// <summary>Watched from so many currency units a week on.</summary>
    public const double WatchedValue = 20;

    /// <summary>Units of the next 8 weeks at or under which the item counts as slow.</summary>
    public double SlowLimit => SlowShare * Expected;

    /// <summary>Units of the next 8 weeks at this pace.</summary>
    public double Expected => Ahead * Units;

    /// <summary>The pace at an origin; null when nothing was sold before it.</summary>
    /// <exception cref="ArgumentException">The units end before the origin, or hold a negative or not finite number.</exception>
    public static Pace? At(ReadOnlySpan<double> units, int origin)
    {
        if (origin < 0 || origin > units.Length) throw new ArgumentException($"origin {origin} lies outside the {units.Length} weeks given", nameof(origin));
        var known = units[..origin];
        var first = -1;
        for (var week = 0; week < known.Length; week++)
        {
            if (!(known[week] >= 0 && double.IsFinite(known[week]))) throw new ArgumentException($"units of week {week} are {known[week]}", nameof(units));
            if (first < 0 && known[week] > 0) first = week;
        }
        if (first < 0) return null;
        var weeks = Math.Min(Window, origin - first);
        double sum = 0;
        foreach (var value in known[^weeks..]) sum += value;
        return new(first, weeks, sum / weeks, origin - first);
    }

    /// <summary>Whether the rule looks at the item: first sold 12 or more weeks ago, at least 5 units and 20 currency units a week.</summary>
    /// <param name="unitPrice">Mean net unit price in major units of the currency; null when unknown, then the value is not asked.</param>
    public bool IsWatched(double? unitPrice) =>
        Age >= WatchedAge && Units >= WatchedUnits && (unitPrice is not { } price || Units * price >= WatchedValue);
}
