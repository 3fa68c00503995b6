using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Delivery.Risks;

/// <summary>One simulation of a plan and what it found, as JSON (<see cref="SimulationResult"/>).</summary>
internal sealed class Simulation : ITenanted
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public long PlanVersion { get; init; }
    public string Result { get; init; } = "{}";
}

/// <summary>How a simulation ran. <paramref name="Target"/> is the item whose finish it is about; null: the whole plan's.</summary>
internal sealed record SimulationSettings(int Runs, long Seed, double Correlation, WorkItemId? Target = null, IReadOnlyList<BranchSetting>? Branches = null, IReadOnlyList<ConditionSetting>? Conditions = null);

/// <summary>Ways of which at most one is taken in a run; what is on the others takes no time. With one way its items exist with that probability.</summary>
internal sealed record BranchSetting(IReadOnlyList<WaySetting> Ways);

internal sealed record WaySetting(double Probability, IReadOnlyList<WorkItemId> Items);

/// <summary>Where the watched item finishes after an instant (wall clock), the items of <paramref name="Late"/> happen, else those of <paramref name="OnTime"/>.</summary>
internal sealed record ConditionSetting(WorkItemId Watched, DateTime After, IReadOnlyList<WorkItemId> Late, IReadOnlyList<WorkItemId> OnTime);

/// <summary>What a simulation found. Times are the project's wall clock, money major units, effects working days.</summary>
internal sealed record SimulationResult
{
    public required SimulationSettings Settings { get; init; }
    public required double Seconds { get; init; }
    public required int Estimated { get; init; }
    public required DateTime Planned { get; init; }
    public required double PlannedConfidence { get; init; }
    public DateTime? Deadline { get; init; }
    public double? DeadlineConfidence { get; init; }
    public required DateTime P50 { get; init; }
    public required DateTime P80 { get; init; }
    public required double CostP50 { get; init; }
    public required double CostP80 { get; init; }
    public required JointResult Joint50 { get; init; }
    public required JointResult Joint80 { get; init; }
    public required IReadOnlyList<CurvePoint> Curve { get; init; }
    public required IReadOnlyList<DayCount> Days { get; init; }

    /// <summary>A fixed sample of runs.</summary>
    public required IReadOnlyList<JointResult> Sample { get; init; }
    public required IReadOnlyList<ActivityResult> Activities { get; init; }
    public required IReadOnlyList<RiskResult> Risks { get; init; }
}

internal sealed record JointResult(DateTime Finish, double Cost);

internal sealed record CurvePoint(int Percent, DateTime Finish, double Cost);

internal sealed record DayCount(DateOnly Day, int Runs);

internal sealed record ActivityResult(WorkItemId Item, double Criticality, double FloatAtRisk, double MeanSlipDays, double? Sensitivity, double? Cruciality);

/// <summary>A risk's tornado: what P80 would gain without it, and the mean difference of runs with it.</summary>
internal sealed record RiskResult(Guid Risk, string Code, string Name, double Probability, double MeanDays, double MeanCost, double P80Days, double P80Cost);
