namespace Tandem.Metrics.Trends;

/// <summary>What is computed of the matching events in each period. Additive ones sum up over periods, the others are computed anew over the whole range.</summary>
public enum Aggregate
{
    Total, Persons, RollingWeek, RollingMonth, Sessions,
    Sum, Average, Least, Most, Median, Percentile75, Percentile90, Percentile95, Percentile99,
    AveragePerPerson, LeastPerPerson, MostPerPerson,
}

public static class Aggregates
{
    public static readonly IReadOnlyDictionary<string, Aggregate> ByName = new Dictionary<string, Aggregate>
    {
        ["total"] = Aggregate.Total, ["dau"] = Aggregate.Persons, ["weekly_active"] = Aggregate.RollingWeek, ["monthly_active"] = Aggregate.RollingMonth,
        ["unique_session"] = Aggregate.Sessions, ["sum"] = Aggregate.Sum, ["avg"] = Aggregate.Average, ["min"] = Aggregate.Least, ["max"] = Aggregate.Most,
        ["median"] = Aggregate.Median, ["p75"] = Aggregate.Percentile75, ["p90"] = Aggregate.Percentile90, ["p95"] = Aggregate.Percentile95,
        ["p99"] = Aggregate.Percentile99, ["avg_count_per_actor"] = Aggregate.AveragePerPerson, ["min_count_per_actor"] = Aggregate.LeastPerPerson,
        ["max_count_per_actor"] = Aggregate.MostPerPerson,
    };

    public static bool NeedsProperty(this Aggregate math) => math is >= Aggregate.Sum and <= Aggregate.Percentile99;

    public static bool IsAdditive(this Aggregate math) => math is Aggregate.Total or Aggregate.Sum;

    public static bool IsRolling(this Aggregate math) => math is Aggregate.RollingWeek or Aggregate.RollingMonth;

    public static bool IsPerPerson(this Aggregate math) => math is >= Aggregate.AveragePerPerson and <= Aggregate.MostPerPerson;
}
