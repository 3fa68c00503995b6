namespace Tandem.Forecasting.Seasons;

/// <summary>
/// Places of the season at which nothing happens, such as the weekday on which a shop is closed. They are taken out before forecasting, the season
/// being shorter by them, and put back as zeros.
/// </summary>
internal sealed class ClosedDays
{
    /// <summary>So many of the newest seasons must be zero at the place, and all but one in so many of all.</summary>
    private const int NewestSeasons = 8, OneIn = 20;

    private const int LongestSeason = 31;

    private readonly bool[] closed;

    private ClosedDays(bool[] closed) => this.closed = closed;

    /// <summary>Places that stay.</summary>
    public int Open => closed.Count(c => !c);

    /// <summary>
    /// The closed places of a series without negative values; null where there is none, where the other places are mostly zero too (then zeros are its
    /// nature), and where it is too short to tell.
    /// </summary>
    public static ClosedDays? Of(ReadOnlySpan<double> series, int season)
    {
        if (season is < 3 or > LongestSeason || series.Length < NewestSeasons * season) return null;
        var sold = new int[season];
        var soldLately = new bool[season];
        for (var t = 0; t < series.Length; t++)
        {
            if (series[t] < 0) return null;
            if (series[t] == 0) continue;
            sold[t % season]++;
            soldLately[t % season] |= t >= series.Length - NewestSeasons * season;
        }
        var seasons = series.Length / season;
        bool[] closed = [.. sold.Select((count, place) => !soldLately[place] && count * OneIn <= seasons)];
        var open = closed.Count(c => !c);
        return open < season && 2 * sold.Sum() > open * seasons ? new(closed) : null;
    }

    /// <summary>The series without its closed places.</summary>
    public double[] Without(ReadOnlySpan<double> series)
    {
        List<double> open = [];
        for (var t = 0; t < series.Length; t++)
        {
            if (!closed[t % closed.Length]) open.Add(series[t]);
        }
        return [.. open];
    }

    /// <summary>Open periods among the <paramref name="horizon"/> after <paramref name="length"/> values, at least 1.</summary>
    public int OpenAhead(int length, int horizon) => Math.Max(1, Enumerable.Range(length, horizon).Count(t => !closed[t % closed.Length]));

    /// <summary>A forecast of the open periods as one of all of them, with zeros at the closed ones.</summary>
    public Forecast With(Forecast open, int length, int horizon)
    {
        double[] Line(double[] values)
        {
            var line = new double[horizon];
            for (int step = 0, next = 0; step < horizon; step++)
            {
                if (!closed[(length + step) % closed.Length]) line[step] = values[next++];
            }
            return line;
        }
        return open with { Mean = Line(open.Mean), Lo80 = Line(open.Lo80), Hi80 = Line(open.Hi80), Lo95 = Line(open.Lo95), Hi95 = Line(open.Hi95), Paths = [.. open.Paths.Select(Line)] };
    }
}
