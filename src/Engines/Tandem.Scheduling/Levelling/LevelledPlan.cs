namespace Tandem.Scheduling.Levelling;

/// <summary>A resource that an activity waits for, and who holds it just before the activity starts. No holder: the resource isn't there then (a capacity step).</summary>
public sealed record LevellingWait(int Resource, IReadOnlyList<int> HeldBy);

/// <summary>An activity that levelling put off or split.</summary>
public sealed record LevellingMove
{
    /// <summary>Its key.</summary>
    public required int Activity { get; init; }

    /// <summary>Its start without levelling.</summary>
    public required DateTime Before { get; init; }

    /// <summary>The start its links and dates allow in the levelled plan: what is later than this is waiting for resources.</summary>
    public required DateTime Allowed { get; init; }
    public required DateTime Start { get; init; }
    public required DateTime Finish { get; init; }

    /// <summary>Working minutes of its calendar from <see cref="Allowed"/> to <see cref="Start"/>.</summary>
    public required long Delay { get; init; }

    /// <summary>Where it works, if split; else one stretch.</summary>
    public required IReadOnlyList<(DateTime From, DateTime To)> Parts { get; init; }

    /// <summary>What it waits for; empty where only its predecessors moved it.</summary>
    public required IReadOnlyList<LevellingWait> Waits { get; init; }
}

/// <summary>Time in which a resource is still asked for more than there is, since those who ask can't be moved (far enough).</summary>
public sealed record LevellingOverload(int Resource, DateTime From, DateTime To, double Over, IReadOnlyList<int> Activities);

/// <summary>What levelling answers. Nothing of the request is changed: <see cref="Plan"/> is the same plan with start-no-earlier dates on what moved.</summary>
public sealed record LevelledPlan
{
    /// <summary>Scheduling it gives the levelled dates. A split activity has its pauses as <see cref="Activity.Gap"/>; one that was as late as possible stands at its levelled start.</summary>
    public required Plan Plan { get; init; }
    public required Schedule Schedule { get; init; }
    public required IReadOnlyList<LevellingMove> Moves { get; init; }
    public required IReadOnlyList<LevellingOverload> Overloads { get; init; }
    public required DateTime FinishBefore { get; init; }

    /// <summary>No levelled plan can finish before: the plan without levelling, and the work for each resource over what it can give.</summary>
    public required DateTime Bound { get; init; }

    /// <summary>Working minutes of the plan's calendar from <see cref="Bound"/> to the levelled finish, over those from the plan's start to the bound. 0: can't finish earlier.</summary>
    public required double Gap { get; init; }
    public DateTime Finish => Schedule.Finish;
}
