namespace Tandem.Scheduling.Risk;

/// <summary>The duration of an activity in working minutes, spread. Of an activity in progress what remains is spread in the same proportion.</summary>
public sealed record UncertainDuration(int Activity, Distribution Duration);

/// <summary>What a risk does to one activity when it occurs: minutes more, times as long, money more. A risk's impacts are severe together: one draw places all of them.</summary>
public sealed record RiskImpact(int Activity, Distribution? Delay = null, Distribution? Factor = null, Distribution? Cost = null);

/// <summary>An event that may occur once and then bears on one or more activities. A negative delay or a factor below 1 is an opportunity.</summary>
public sealed record RiskEvent(int Key, string Name, double Probability, IReadOnlyList<RiskImpact> Impacts);

/// <summary>Durations that are long or short together: a common factor gives any two of them this correlation of normal scores (Gaussian copula). An activity is in one group.</summary>
public sealed record CorrelationGroup(double Correlation, IReadOnlyList<int> Activities);

/// <summary>Alternatives of which at most one happens; what is on the others takes no time and costs nothing. One alternative: the activities exist with that probability.</summary>
public sealed record Branch(IReadOnlyList<BranchAlternative> Alternatives);

/// <summary>Activities that happen together, with this probability.</summary>
public sealed record BranchAlternative(double Probability, IReadOnlyList<int> Activities);

/// <summary>A way taken by what came before: where the watched activity finishes after an instant the activities of <paramref name="Late"/> happen, else those of <paramref name="OnTime"/>.</summary>
/// <param name="Watched">The activity whose finish decides; none of the others may come before it.</param>
/// <param name="After">The instant.</param>
/// <param name="Late">Activities of the fallback.</param>
/// <param name="OnTime">Activities of the plan as hoped.</param>
public sealed record Condition(int Watched, DateTime After, IReadOnlyList<int> Late, IReadOnlyList<int> OnTime);

/// <summary>Money an activity costs whatever its length, and for every working minute.</summary>
public sealed record ActivityCost(int Activity, double Fixed, double PerMinute = 0, Distribution? Uncertain = null);

/// <summary>A plan and all that is not sure about it.</summary>
public sealed record RiskModel
{
    public required Plan Plan { get; init; }
    public IReadOnlyList<UncertainDuration> Durations { get; init; } = [];
    public IReadOnlyList<RiskEvent> Risks { get; init; } = [];
    public IReadOnlyList<CorrelationGroup> Correlations { get; init; } = [];
    public IReadOnlyList<Branch> Branches { get; init; } = [];
    public IReadOnlyList<Condition> Conditions { get; init; } = [];
    public IReadOnlyList<ActivityCost> Costs { get; init; } = [];

    /// <summary>Money for every working minute of the plan's calendar from its start to its finish.</summary>
    public double OverheadPerMinute { get; init; }

    /// <summary>The activity, milestone or summary whose finish the simulation is about (criticality, sensitivity and effects too); null: the plan's.</summary>
    public int? Target { get; init; }

    /// <summary>Activities, milestones or summaries whose own finishes are kept.</summary>
    public IReadOnlyList<int> Watched { get; init; } = [];
}

/// <summary>How a simulation runs. The same seed and number of runs give the same answer on any number of threads.</summary>
public sealed record RiskRuns
{
    public int Runs { get; init; } = 10_000;
    public ulong Seed { get; init; } = 1;

    /// <summary>0: as many as the machine has.</summary>
    public int Threads { get; init; }

    /// <summary>Told the runs done, from any thread.</summary>
    public Action<int>? Progress { get; init; }
    public CancellationToken Cancel { get; init; }
}
