namespace Tandem.Scheduling;

/// <summary>
/// Earned value of one row at a status date, in the unit of its costs. Ratios are null where their divisor is zero.
/// Source: PMI, The Standard for Earned Value Management (2019), ch. 4–5 and appendix X4.
/// </summary>
/// <param name="PlannedValue">PV (BCWS): what the baseline had planned to have spent by the status date.</param>
/// <param name="EarnedValue">EV (BCWP): budget of the work done.</param>
/// <param name="ActualCost">AC (ACWP): cost of the work done.</param>
/// <param name="Budget">BAC: budget at completion.</param>
public sealed record EarnedValueMeasures(decimal PlannedValue, decimal EarnedValue, decimal ActualCost, decimal Budget)
{
    /// <summary>CV = EV − AC; negative is over budget.</summary>
    public decimal CostVariance => EarnedValue - ActualCost;

    /// <summary>SV = EV − PV; negative is behind.</summary>
    public decimal ScheduleVariance => EarnedValue - PlannedValue;

    /// <summary>CPI = EV ÷ AC.</summary>
    public decimal? CostIndex => Ratio(EarnedValue, ActualCost);

    /// <summary>SPI = EV ÷ PV.</summary>
    public decimal? ScheduleIndex => Ratio(EarnedValue, PlannedValue);

    /// <summary>EAC at the cost performance so far: BAC ÷ CPI.</summary>
    public decimal? EstimateByCost => EarnedValue == 0 ? null : Budget * ActualCost / EarnedValue;

    /// <summary>EAC with the rest at its budget: AC + BAC − EV.</summary>
    public decimal EstimateByBudget => ActualCost + Budget - EarnedValue;

    /// <summary>EAC with the rest at cost and schedule performance so far: AC + (BAC − EV) ÷ (CPI × SPI).</summary>
    public decimal? EstimateByCostAndSchedule => CostIndex is { } cost and not 0 && ScheduleIndex is { } pace and not 0 ? ActualCost + (Budget - EarnedValue) / (cost * pace) : null;

    /// <summary>ETC = EAC − AC, of the EAC by cost.</summary>
    public decimal? EstimateToComplete => EstimateByCost - ActualCost;

    /// <summary>VAC = BAC − EAC, of the EAC by cost.</summary>
    public decimal? VarianceAtCompletion => Budget - EstimateByCost;

    /// <summary>TCPI to the budget: (BAC − EV) ÷ (BAC − AC), the cost performance the rest needs.</summary>
    public decimal? ToCompleteBudget => Ratio(Budget - EarnedValue, Budget - ActualCost);

    /// <summary>TCPI to the EAC by cost: (BAC − EV) ÷ (EAC − AC).</summary>
    public decimal? ToCompleteEstimate => EstimateByCost is { } estimate ? Ratio(Budget - EarnedValue, estimate - ActualCost) : null;

    /// <summary>EV ÷ BAC, 0–1.</summary>
    public decimal? Done => Ratio(EarnedValue, Budget);

    public static EarnedValueMeasures operator +(EarnedValueMeasures a, EarnedValueMeasures b) =>
        new(a.PlannedValue + b.PlannedValue, a.EarnedValue + b.EarnedValue, a.ActualCost + b.ActualCost, a.Budget + b.Budget);

    public static EarnedValueMeasures Zero { get; } = new(0, 0, 0, 0);

    private static decimal? Ratio(decimal a, decimal b) => b == 0 ? null : a / b;
}
