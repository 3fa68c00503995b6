namespace Tandem.Scheduling;

/// <summary>What all rows of one plan follow: its rules and its dates as wall minutes. A network has one, that of a program one a plan.</summary>
internal sealed class PlanFrame
{
    public PlanFrame(Plan plan)
    {
        (Plan, Policy, Options) = (plan, SchedulingPolicy.Of(plan), plan.Options);
        Start = Wall.Minutes(plan.Start);
        DataDate = Policy.WorkWaitsForDataDate && plan.DataDate is { } date ? Wall.Minutes(date) : Dates.None;
        MustFinishBy = plan.MustFinishBy is { } end ? Wall.Minutes(end) : null;
    }

    public Plan Plan { get; }
    public SchedulingPolicy Policy { get; }
    public PlanOptions Options { get; }
    public long Start { get; }

    /// <summary>The data date where work waits for it, else <see cref="Dates.None"/>.</summary>
    public long DataDate { get; }
    public long? MustFinishBy { get; }

    /// <summary>The first instant at which work that has not begun may begin.</summary>
    public long Earliest => Math.Max(Start, DataDate);

    /// <summary>Whether rows of this plan would be scheduled the same under the other frame.</summary>
    public bool IsLike(PlanFrame other) => Start == other.Start && DataDate == other.DataDate && MustFinishBy == other.MustFinishBy
        && Options == other.Options && Policy == other.Policy;

    /// <summary>Whether links hold the remaining work of what has begun.</summary>
    public bool Holds(Activity activity) => Options.Progress == ProgressLogic.Retained && (Policy.LinksHoldResumedWork || (Options.SplitInProgress && activity.Resume is null));
}
