using Tandem.Metrics.Time;

namespace Tandem.Metrics.Trends;

/// <summary>A line of numbers: one a bucket, and the one of the whole range.</summary>
public sealed record TrendLine(decimal Total, decimal[] Data)
{
    public static TrendLine Zero(int buckets) => new(0, new decimal[buckets]);
}

/// <summary>Collects the rows of one series into lines by breakdown value ("" without a breakdown), zero-filled.</summary>
public sealed class TrendTable(int buckets, bool isAdditive)
{
    private readonly Dictionary<string, (decimal[] Data, decimal Total)> _lines = [];

    /// <param name="bucket">Null: the number of the whole range.</param>
    public void Add(int? bucket, string value, decimal amount)
    {
        var (data, total) = _lines.TryGetValue(value, out var line) ? line : (new decimal[buckets], 0m);
        if (bucket is null) total = amount;
        else if ((uint)bucket.Value < (uint)buckets) data[bucket.Value] += amount;
        if (isAdditive && bucket is not null) total += amount;
        _lines[value] = (data, total);
    }

    public IReadOnlyDictionary<string, TrendLine> Lines() => _lines.ToDictionary(l => l.Key, l => new TrendLine(l.Value.Total, l.Value.Data));
}

/// <summary>
/// Counts persons active in the window of so many days that ends with each bucket (cut to the range). Fed with each person's days in order, once each;
/// a person's activity covers the days up to the window's length after it, so one difference array holds all persons.
/// </summary>
public sealed class RollingPersons
{
    private readonly int _window;
    private readonly int[] _change;
    private int _person = -1, _coveredTo;

    public RollingPersons(int days, int window) => (_window, _change) = (window, new int[days + window + 1]);

    public void Add(int person, int day)
    {
        if (person != _person) (_person, _coveredTo) = (person, int.MinValue);
        var from = Math.Max(day, _coveredTo);
        _coveredTo = day + _window;
        _change[from]++;
        _change[_coveredTo]--;
    }

    /// <summary>By day, from the first day looked at.</summary>
    public int[] ByDay()
    {
        var (running, days) = (0, new int[_change.Length]);
        for (var i = 0; i < days.Length; i++) days[i] = running += _change[i];
        return days;
    }

    public decimal[] ByBucket(Buckets buckets, Buckets days)
    {
        var byDay = ByDay();
        return [.. Enumerable.Range(0, buckets.Count).Select(i => (decimal)byDay[days.IndexOf(Math.Min(buckets.Start(i + 1), buckets.Range.To) - 1)])];
    }
}
