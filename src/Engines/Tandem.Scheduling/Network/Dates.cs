namespace Tandem.Scheduling;

/// <summary>What the passes fill, a value a node; wall minutes.</summary>
internal sealed class Dates(int nodes)
{
    /// <summary>No bound from below, no bound from above.</summary>
    public const long None = long.MinValue, Never = long.MaxValue;

    public long[] EarlyStart { get; } = new long[nodes];
    public long[] EarlyFinish { get; } = new long[nodes];
    public long[] LateStart { get; } = new long[nodes];
    public long[] LateFinish { get; } = new long[nodes];

    /// <summary>Index of the dependency that set the early dates, or a <see cref="DriverKind"/> as its negative.</summary>
    public int[] Driver { get; } = new int[nodes];

    /// <summary>Early dates as they were before as-late-as-possible activities moved, or null where none did.</summary>
    public (long[] Start, long[] Finish)? BeforeAlap { get; set; }

    /// <summary>The last early finish of all that takes part.</summary>
    public long Finish { get; set; } = None;
}

/// <summary>What set an activity's early dates.</summary>
public enum DriverKind
{
    Link = 0,
    ProjectStart = 1,
    DataDate = 2,
    Constraint = 3,
    Actual = 4,
    Manual = 5,
    AsLateAsPossible = 6,
    Children = 7,
    Span = 8,
}
