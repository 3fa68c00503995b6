namespace Tandem.Metrics.Funnels;

/// <summary>One event of a person as a funnel sees it: time in microseconds, bits of the steps and exclusions that it matches.</summary>
public readonly record struct StepEvent(long Time, int Mask);

/// <summary>How far a person came: <paramref name="Level"/> steps (0: excluded altogether), and the time of each of them.</summary>
public readonly record struct Reached(int Level, long[] Times)
{
    public static readonly Reached None = new(0, []);
}

/// <summary>Finds how far one person came. Events are in order of time, equal times in order of arrival.</summary>
public abstract class Journey
{
    public abstract Reached Of(ReadOnlySpan<StepEvent> events);

    public static Journey For(FunnelQuestion question) => question switch
    {
        { Order: StepOrder.Unordered } => new UnorderedJourney(question),
        { Exclusions.Count: > 0 } => new GuardedJourney(question),
        _ => new ChainJourney(question),
    };
}
