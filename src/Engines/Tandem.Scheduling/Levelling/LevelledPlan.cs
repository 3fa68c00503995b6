namespace Tandem.Scheduling.Levelling;

/// <summary>A resource that an activity waits for, and who holds it just before the activity starts. No holder: the resource isn't there then (a capacity step).</summary>
public sealed record LevellingWait(int Resource, IReadOnlyList<int> HeldBy);

/// <summary>An activity that levelling put off or split.</summary>
/// <param name="Activity">Its key.</param>
/// <param name="Before">Its start without levelling.</param>
/// <param name="Allowed">The start its links and dates allow in the levelled plan: what is later than this is waiting for resources.</param>
/// <param name="Start">Its levelled start.</param>
/// <param name="Finish">Its levelled finish.</param>
/// <param name="Delay">Working minutes of its calendar from <paramref name="Allowed"/> to <paramref name="Start"/>.</param>
/// <param name="Parts">Where it works, if split; else one stretch.</param>
/// <param name="Waits">What it waits for; empty where only its predecessors moved it.</param>
public sealed record LevellingMove(int Activity, DateTime Before, DateTime Allowed, DateTime Start, DateTime Finish, long Delay, IReadOnlyList<(DateTime From, DateTime To)> Parts, IReadOnlyList<LevellingWait> Waits);

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
