namespace Tandem.Scheduling;

/// <summary>What the checks need beside the schedule.</summary>
public sealed record QualityInput
{
    public required Schedule Schedule { get; init; }

    /// <summary>Status date (wall clock); null: the plan's data date, and without one the checks on progress are left out.</summary>
    public DateTime? StatusDate { get; init; }

    /// <summary>Working minutes of a day, for limits given in days.</summary>
    public int MinutesPerDay { get; init; } = 480;

    /// <summary>Baseline finishes by key; rows without one are not counted in the checks on the baseline.</summary>
    public IReadOnlyDictionary<int, DateTime> BaselineFinish { get; init; } = new Dictionary<int, DateTime>();

    /// <summary>Keys of rows with a resource or a cost; null: the plan holds none, and the check is left out.</summary>
    public IReadOnlySet<int>? Resourced { get; init; }
}
