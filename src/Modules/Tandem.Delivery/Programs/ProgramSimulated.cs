using Tandem.Contracts.Ids;
using Tandem.Delivery.Risks;

namespace Tandem.Delivery.Programs;

/// <summary>The share of runs (0–1) of a program, or of one of its projects, that are done by the end of a day.</summary>
internal sealed record DoneBy(DateOnly Day, double Share);

/// <summary>
/// A project in the runs: its planned finish and the share of runs that keep it, the finishes that half and 80 % keep, the share in which it was the last to finish, and the
/// share done by each day.
/// </summary>
internal sealed record ProjectRisk(ProjectId Project, DateTime Planned, double PlannedConfidence, DateTime P50, DateTime P80, double Last, IReadOnlyList<DoneBy> Curve);

/// <summary>An item in the runs: how often it drove the program's finish, and the rank correlation of its duration with that.</summary>
internal sealed record ProgramActivityRisk(ProgramItem Item, double Criticality, double? Sensitivity, double? Cruciality, double MeanSlipDays);

/// <summary>A risk of one of the projects: what the program's P80 would gain without it.</summary>
internal sealed record ProgramRiskEffect(ProjectId Project, Guid Risk, string Code, string Name, double Probability, double MeanDays, double P80Days, double P80Cost);

/// <summary>What the simulation of a program found. Money is null where the projects' products have different currencies.</summary>
internal sealed record ProgramSimulated
{
    /// <summary>Activities are kept up to so many, those that move the finish most.</summary>
    public const int MostActivities = 100;

    public required int Runs { get; init; }
    public required long Seed { get; init; }
    public required double Correlation { get; init; }
    public required double Seconds { get; init; }
    public required int Estimated { get; init; }
    public required DateTime Planned { get; init; }
    public required double PlannedConfidence { get; init; }
    public required DateTime P50 { get; init; }
    public required DateTime P80 { get; init; }
    public required string? Currency { get; init; }
    public required double? CostP50 { get; init; }
    public required double? CostP80 { get; init; }
    public required JointResult? Joint80 { get; init; }
    public required IReadOnlyList<DoneBy> Curve { get; init; }
    public required IReadOnlyList<ProjectRisk> Projects { get; init; }
    public required IReadOnlyList<ProgramActivityRisk> Activities { get; init; }
    public required IReadOnlyList<ProgramRiskEffect> Risks { get; init; }
}
