namespace Tandem.Scheduling.Risk;

/// <summary>One activity in all runs.</summary>
public sealed record ActivityRisk
{
    /// <summary>Its key.</summary>
    public required int Activity { get; init; }

    /// <summary>Share of runs in which it drove the plan's finish.</summary>
    public required double Criticality { get; init; }

    /// <summary>Share of runs in which it finished later than its late finish in the plan: all its float used up.</summary>
    public required double FloatAtRisk { get; init; }

    /// <summary>Mean working minutes of its calendar by which it finished later than planned.</summary>
    public required double MeanSlip { get; init; }

    /// <summary>Working minutes.</summary>
    public required double MeanDuration { get; init; }

    /// <summary>Spearman's rank correlation of its duration and the plan's finish; null where its duration is certain or far from the largest.</summary>
    public double? Sensitivity { get; init; }

    /// <summary>Sensitivity × criticality.</summary>
    public double? Cruciality => Sensitivity * Criticality;
}

/// <summary>One risk in all runs.</summary>
/// <param name="Risk">Its key.</param>
/// <param name="Occurred">Runs in which it occurred.</param>
/// <param name="FinishEffect">Working minutes of the plan's calendar by which the mean finish of runs with it is later than that of runs without.</param>
/// <param name="CostEffect">The same for money.</param>
public sealed record RiskEffect(int Risk, int Occurred, double FinishEffect, double CostEffect);

/// <summary>A point of the S-curve: this share of runs finished by then, and this share cost at most so much.</summary>
public sealed record RiskPercentile(int Percent, DateTime Finish, double Cost);

/// <summary>What a simulation found.</summary>
public sealed record RiskAnswer
{
    /// <summary>Finishes and costs, run by run.</summary>
    public required RunFinishes Finishes { get; init; }
    public required IReadOnlyList<double> Costs { get; init; }

    /// <summary>Finishes of the watched rows, each run by run, in the model's order.</summary>
    public required IReadOnlyList<RunFinishes> Watched { get; init; }
    public required IReadOnlyList<ActivityRisk> Activities { get; init; }
    public required IReadOnlyList<RiskEffect> Risks { get; init; }

    /// <summary>The finish without uncertainty, and the share of runs that keep it.</summary>
    public required DateTime PlannedFinish { get; init; }
    public required double PlannedConfidence { get; init; }

    /// <summary>0, 5, … 100 percent.</summary>
    public required IReadOnlyList<RiskPercentile> Curve { get; init; }

    internal double[] SortedCosts { get; init; } = [];

    /// <summary>The first finish by which at least this share of runs (0–1) is done.</summary>
    public DateTime FinishAt(double share) => Finishes.At(share);

    public double CostAt(double share) => SortedCosts[RunFinishes.Place(share, SortedCosts.Length)];

    /// <summary>
    /// The joint confidence: the finish and the cost of one common percentile that are kept together in at least this share of runs. Later and dearer than
    /// each percentile alone, unless time and money go hand in hand.
    /// </summary>
    public (DateTime Finish, double Cost) Joint(double share)
    {
        var (runs, sorted) = (Finishes.Count, Finishes.Sorted);
        var (low, high) = (0, runs - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var (finish, cost, kept) = (sorted[middle], SortedCosts[middle], 0);
            for (var i = 0; i < runs; i++) if (Finishes[i] <= finish && Costs[i] <= cost) kept++;
            if (kept >= share * runs - 1e-9) high = middle;
            else low = middle + 1;
        }
        return (sorted[low], SortedCosts[low]);
    }
}
