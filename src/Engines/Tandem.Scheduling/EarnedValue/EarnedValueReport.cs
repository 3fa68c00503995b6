namespace Tandem.Scheduling;

/// <summary>Earned value of a whole plan at one status date: of every row, summed up the outline, and over time.</summary>
public sealed class EarnedValueReport
{
    private readonly IReadOnlyList<CostLine> lines;
    private readonly Dictionary<int, EarnedValueMeasures> byKey = [];

    /// <param name="lines">The plan's rows in any order; parents that are not among them count as the top.</param>
    /// <param name="statusDate">Wall clock; what is planned or spent at exactly this instant counts.</param>
    /// <exception cref="PlanException">Two lines with one key, or a row that stands under itself.</exception>
    public EarnedValueReport(IReadOnlyList<CostLine> lines, DateTime statusDate)
    {
        (this.lines, StatusDate) = (lines, statusDate);
        var parents = new Dictionary<int, int?>();
        foreach (var line in lines)
        {
            if (!parents.TryAdd(line.Key, line.Parent)) throw new PlanException("duplicate_key", $"Two lines have the key {line.Key}.");
            byKey[line.Key] = EarnedValueMeasures.Zero;
        }
        foreach (var line in lines) Book(line, parents);
    }

    public DateTime StatusDate { get; }

    /// <summary>The whole plan.</summary>
    public EarnedValueMeasures Total { get; private set; } = EarnedValueMeasures.Zero;

    /// <summary>The row with this key and all under it.</summary>
    public EarnedValueMeasures this[int key] => byKey[key];

    /// <summary>PV and, up to the status date, AC of the whole plan at each instant. EV is known only where a status was kept: callers add what their own history says.</summary>
    public IReadOnlyList<EarnedValuePoint> Curve(IEnumerable<DateTime> at) => [.. at.Select(Point)];

    private EarnedValuePoint Point(DateTime at)
    {
        var (planned, actual) = (0m, 0m);
        foreach (var line in lines)
        {
            planned += Sum(line.Planned, at, line.Calendar);
            if (at <= StatusDate) actual += Sum(line.Actual, at, line.Calendar);
        }
        return new(at, planned, at <= StatusDate ? actual : null);
    }

    private void Book(CostLine line, Dictionary<int, int?> parents)
    {
        var budget = line.Planned.Sum(spread => spread.Amount);
        var measures = new EarnedValueMeasures(Sum(line.Planned, StatusDate, line.Calendar), budget * (decimal)Math.Clamp(line.PercentComplete, 0, 100) / 100, Sum(line.Actual, StatusDate, line.Calendar), budget);
        Total += measures;
        var steps = 0;
        for (int? key = line.Key; key is { } at && byKey.ContainsKey(at); key = parents[at])
        {
            if (steps++ > parents.Count) throw new PlanException("parent_loop", $"Line {line.Key} stands under itself.");
            byKey[at] += measures;
        }
    }

    private static decimal Sum(IReadOnlyList<CostSpread> spreads, DateTime at, WorkCalendar calendar)
    {
        var sum = 0m;
        foreach (var spread in spreads) sum += spread.UpTo(at, calendar);
        return sum;
    }
}

/// <summary>One instant of the S-curve. <paramref name="ActualCost"/> is null after the status date.</summary>
public sealed record EarnedValuePoint(DateTime At, decimal PlannedValue, decimal? ActualCost);
